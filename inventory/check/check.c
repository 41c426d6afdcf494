/* check.c - the checks of a whole ledger, one after the other. */
#include "inventory/check/check.h"

lt_status lt_ledger_checks(const lt_ledger *ledger, const char *path, lt_faults *faults) {
    static lt_status (*const checks[])(const lt_ledger_check *) = {
#define LT_LEDGER_CHECK_ENTRY(name) lt_ledger_check_##name,
        LT_LEDGER_CHECK_LIST(LT_LEDGER_CHECK_ENTRY)
#undef LT_LEDGER_CHECK_ENTRY
    };
    lt_borders *borders;
    LT_TRY(lt_borders_read(&borders));
    const lt_ledger_check check = {.ledger = ledger, .path = path, .borders = borders, .faults = faults};
    lt_status status = LT_OK;
    for (size_t k = 0; k < sizeof checks / sizeof *checks && status == LT_OK; k++) status = checks[k](&check);
    lt_borders_free(borders);
    return status;
}
