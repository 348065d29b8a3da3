PRESET("v5.8", .title = "Kernel 5.8", .strategy = "refcount-bias+cow-refcount", .policies = { cow_refcount },
	.memory = "x86-TS0", .strategies = "refcount-bias");
PRESET("v5.10", .strategy = "refcount-bias");
