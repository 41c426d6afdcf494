/* faults.c - see faults.h. */
#include "base/faults.h"

lt_status lt_faults_take(lt_faults *faults, lt_status status) {
    if (!faults->report || status != LT_ERR_INPUT) return status;
    char text[8192]; /* five members and eight contexts fit */
    lt_error_text(status, text, sizeof text);
    faults->report(text, faults->context);
    faults->n++;
    return LT_OK;
}
