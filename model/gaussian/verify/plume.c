/* plume.c - the topic `plume` of `lantian verify`. */
#include "model/gaussian/verify/verify.h"

static const lt_verify_suite suites[] = {
#define LT_PLUME_VERIFY_ROW(suite, title_en, title_zh) {#suite, title_en, title_zh, lt_verify_plume_##suite},
    LT_PLUME_VERIFY_LIST(LT_PLUME_VERIFY_ROW)
#undef LT_PLUME_VERIFY_ROW
};

const lt_verify_topic lt_verify_plume = {
    .name = "plume",
    .text = "the Gaussian model: against exact solutions, worked numbers, limits",
    .suites = suites,
    .n_suites = sizeof suites / sizeof *suites,
    .takes_field = true,
    .todo = "report this with the table: it is a fault of the program or of this build"};
