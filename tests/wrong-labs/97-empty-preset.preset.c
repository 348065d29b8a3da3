/* Kernel 5.8. */
