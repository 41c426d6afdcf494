/* contradiction.h - two measures that cannot both hold. Each function looks through the changes made so far (those of
 * the reference too) and is LT_ERR_INPUT with both measures, both files and the record where it finds one. */
#ifndef LT_CONTRADICTION_H
#define LT_CONTRADICTION_H

#include "scenarios/action.h"

/* Two measures want one record for two different controls (or products) with shares that sum to more than 1. Shares of
 * one and the same act on what the other left, so both hold. */
lt_status lt_contradiction_control(const lt_apply *work, const lt_action *action, const lt_source *source,
                                   const char *control, double share);
/* Measures that take shares of one record for themselves take more than all of it. */
lt_status lt_contradiction_share(const lt_apply *work, const lt_action *action, const lt_source *source, double share);
/* Another measure has retired boilers among the selected ones, so that less stands than this one wants to retire. LT_OK
 * if no other measure did: then it is a fault of this measure alone. */
lt_status lt_contradiction_capacity(const lt_apply *work, const lt_action *action, double wanted_tph, double left_tph);

#endif
