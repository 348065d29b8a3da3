PRESET("v5.8", .title = "Kernel 5.8", .policies = { "cow-refcount" });
