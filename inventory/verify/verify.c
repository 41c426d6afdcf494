/* verify.c - the topic `inventory` of `lantian verify`. */
#include "inventory/verify/verify.h"

static const lt_verify_suite suites[] = {
#define LT_VERIFY_ROW(suite, title_en, title_zh) {#suite, title_en, title_zh, lt_verify_##suite},
    LT_INVENTORY_VERIFY_LIST(LT_VERIFY_ROW)
#undef LT_VERIFY_ROW
};

const lt_verify_topic lt_verify_inventory = {
    .name = "inventory",
    .text = "answers of the inventory beside their sources",
    .suites = suites,
    .n_suites = sizeof suites / sizeof *suites,
    .todo = "report this with the table: it is a fault of the program, or of a row that was added to the examples"};
