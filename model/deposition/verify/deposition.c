/* deposition.c - the topic `deposition` of `lantian verify`. */
#include "model/deposition/verify/verify.h"

static const lt_verify_suite suites[] = {
#define LT_DEPOSITION_VERIFY_ROW(suite, title_en, title_zh) {#suite, title_en, title_zh, lt_verify_deposition_##suite},
    LT_DEPOSITION_VERIFY_LIST(LT_DEPOSITION_VERIFY_ROW)
#undef LT_DEPOSITION_VERIFY_ROW
};

const lt_verify_topic lt_verify_deposition = {
    .name = "deposition",
    .text =
        "dry and wet deposition of gases and particles: against published and measured values, closed forms, limits",
    .suites = suites,
    .n_suites = sizeof suites / sizeof *suites,
    .todo = "report this with the table: it is a fault of the program or of this build"};
