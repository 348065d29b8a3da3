/* gup-direct-io-pins: direct I/O pins its buffers instead of only referencing them.
 *
 * v6.5, a7e689dd1c06: bio_iov_iter_get_pages() asks for FOLL_PIN.  Before, a fork during the transfer
 * could leave the process with a copy and the device with the page (lab s44).
 */
#include <lab.h>

POLICY("gup-direct-io-pins", .axis = "gup-fast",
	.title = "Direct I/O pins its buffers (v6.5)",
	.cites = { "a7e689dd1c06", "<3ae33b08-d9ef-f846-56fb-645e3b9b4c66@redhat.com>" });

bool direct_io_pins(void)
{
	return true;
}
