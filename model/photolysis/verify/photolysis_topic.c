/* photolysis_topic.c - the topic `photolysis` of `lantian verify`. */
#include "model/photolysis/verify/verify.h"

static const lt_verify_suite suites[] = {
#define LT_PHOTOLYSIS_VERIFY_ROW(suite, title_en, title_zh) {#suite, title_en, title_zh, lt_verify_photolysis_##suite},
    LT_PHOTOLYSIS_VERIFY_LIST(LT_PHOTOLYSIS_VERIFY_ROW)
#undef LT_PHOTOLYSIS_VERIFY_ROW
};

const lt_verify_topic lt_verify_photolysis = {
    .name = "photolysis",
    .text = "photolysis frequencies against TUV, closed forms and published values",
    .suites = suites,
    .n_suites = sizeof suites / sizeof *suites,
    .todo = "report this with the table: it is a fault of the program or of this build"};
