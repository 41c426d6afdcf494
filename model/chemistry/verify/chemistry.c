/* chemistry.c - the topic `chemistry` of `lantian verify`. */
#include "model/chemistry/verify/verify.h"

static const lt_verify_suite suites[] = {
#define LT_CHEMISTRY_VERIFY_ROW(suite, title_en, title_zh) {#suite, title_en, title_zh, lt_verify_chemistry_##suite},
    LT_CHEMISTRY_VERIFY_LIST(LT_CHEMISTRY_VERIFY_ROW)
#undef LT_CHEMISTRY_VERIFY_ROW
};

const lt_verify_topic lt_verify_chemistry = {
    .name = "chemistry",
    .text = "gas chemistry: rates, balance, Jacobian, solvers against published values and other solvers",
    .suites = suites,
    .n_suites = sizeof suites / sizeof *suites,
    .todo = "report this with the table: it is a fault of the program or of this build"};
