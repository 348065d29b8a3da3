POLICY(wb_bounce, .axis = "write-back", .title = 7, .need = { recogniser }, .needs = { "recogniser" });
POLICY("wb-bounce", .axis = "writeback");
