/* rate_laws.c - the table of rate laws. */
#include "model/chemistry/mechanism/rate_laws.h"

#include <strings.h>

const lt_rate_law lt_rate_laws[] = {
#define LT_RATE_LAW_ROW(name, n, cold, warm, arguments) {#name, n, cold, warm, arguments, lt_law_##name},
    LT_RATE_LAWS(LT_RATE_LAW_ROW)
#undef LT_RATE_LAW_ROW
};

const int lt_n_rate_laws = sizeof lt_rate_laws / sizeof *lt_rate_laws;

int lt_rate_law_find(const char *name) {
    for (int law = 0; law < lt_n_rate_laws; law++)
        if (strcasecmp(lt_rate_laws[law].name, name) == 0) return law;
    return -1;
}
