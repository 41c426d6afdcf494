/* lantian_stages.h - the stages that `lantian run` goes through and `lantian check` judges a case by. */
#ifndef LANTIAN_STAGES_H
#define LANTIAN_STAGES_H

#include "scenarios/run/road.h"

enum { LT_N_STAGES = 6 };
extern const lt_stage lt_stages[LT_N_STAGES];

#endif
