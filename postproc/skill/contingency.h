/* contingency.h - an event that was forecast or not, and came or not. Pure.
 *
 *   hits a: forecast and observed; false alarms b: forecast alone; misses c: observed alone; d: neither
 *   POD = a / (a + c)          probability of detection
 *   FAR = b / (a + b)          false alarm ratio: of what was forecast, what did not come
 *   threat score (CSI) = a / (a + b + c)
 *   frequency bias = (a + b) / (a + c)
 *   ETS = (a - a_r) / (a + b + c - a_r), a_r = (a + b)(a + c) / (a + b + c + d): hits by chance left out
 * A score whose denominator is 0 is NaN. Wilks 2011, Statistical Methods in the Atmospheric Sciences, section 8.2
 * (recalled, R). */
#ifndef LT_CONTINGENCY_H
#define LT_CONTINGENCY_H

#include <stdbool.h>

typedef struct lt_contingency {
    long hits, false_alarms, misses, neither;
} lt_contingency;

typedef struct lt_contingency_score {
    double pod, far, csi, frequency_bias, ets;
} lt_contingency_score;

void lt_contingency_add(lt_contingency *table, bool forecast, bool observed);
lt_contingency_score lt_contingency_finish(const lt_contingency *table);

#endif
