/* gup-reread: GUP-fast looks at the entry once more when it has its reference.  What the library
 * does.  Generic code always had it; x86 relied on interrupts being off until v4.13.
 */
POLICY("gup-reread", .axis = "gup-fast",
	.title = "GUP-fast reads the entry again",
	.cites = { "<20190122152459.GG13149@quack2.suse.cz>" });
