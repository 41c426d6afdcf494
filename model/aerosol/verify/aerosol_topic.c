/* aerosol_topic.c - the topic `aerosol` of `lantian verify`. */
#include "model/aerosol/verify/verify.h"

static const lt_verify_suite suites[] = {
#define LT_AEROSOL_VERIFY_ROW(suite, title_en, title_zh) {#suite, title_en, title_zh, lt_verify_aerosol_##suite},
    LT_AEROSOL_VERIFY_LIST(LT_AEROSOL_VERIFY_ROW)
#undef LT_AEROSOL_VERIFY_ROW
};

const lt_verify_topic lt_verify_aerosol = {.name = "aerosol",
                                           .text = "the aerosol of the grid: clouds, particles, conservation, haze",
                                           .suites = suites,
                                           .n_suites = sizeof suites / sizeof *suites,
                                           .todo = "report this with the table: it is a fault of the program or of "
                                                   "this build"};
