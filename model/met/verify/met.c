/* met.c - the topic `met` of `lantian verify`. */
#include "model/met/verify/verify.h"

static const lt_verify_suite suites[] = {
#define LT_MET_VERIFY_ROW(suite, title_en, title_zh) {#suite, title_en, title_zh, lt_verify_met_##suite},
    LT_MET_VERIFY_LIST(LT_MET_VERIFY_ROW)
#undef LT_MET_VERIFY_ROW
};

const lt_verify_topic lt_verify_met = {.name = "met",
                                       .text = "meteorology against published values, exact winds and real files",
                                       .suites = suites,
                                       .n_suites = sizeof suites / sizeof *suites,
                                       .todo =
                                           "report this with the table: it is a fault of the program or of this build"};
