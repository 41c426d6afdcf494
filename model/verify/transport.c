/* transport.c - the topic `transport` of `lantian verify`. */
#include "model/kernel/real.h"
#include "model/state/isa.h"
#include "model/verify/verify.h"

#include <cjson/cJSON.h>

static const lt_verify_suite suites[] = {
#define LT_VERIFY_ROW(suite, title_en, title_zh) {#suite, title_en, title_zh, lt_verify_##suite},
    LT_TRANSPORT_VERIFY_LIST(LT_VERIFY_ROW)
#undef LT_VERIFY_ROW
};

/* Columns of the table; the JSON has every scheme of the file. */
static const struct lt_verify_shown shown[] = {
    {"cmaq_hppm", "CMAQ, CAMx"}, {"emep_bott4", "EMEP Bott"}, {"tpcore3", "tpcore3"}, {"tpcore5", "tpcore5"}, {0}};

static lt_status facts(cJSON *root, const char **remark) {
    const lt_kernels *kernels;
    LT_TRY(lt_isa_kernels(&kernels));
    *remark = sizeof(lt_real) == 8 ? "double" : "float";
    if (!root) return LT_OK;
    cJSON_AddStringToObject(root, "real", *remark);
    cJSON_AddStringToObject(root, "isa", kernels->isa);
    return LT_OK;
}

const lt_verify_topic lt_verify_transport = {
    .name = "transport",
    .text = "accuracy of the transport beside its peers",
    .suites = suites,
    .n_suites = sizeof suites / sizeof *suites,
    .peers = "model/data/transport_peers.csv",
    .shown = shown,
    .todo = "report this with the table: it is a fault of the program or of this build",
    .facts = facts};
