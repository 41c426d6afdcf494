/* judge_print.h - the same for people, through lt_say. */
#ifndef LT_JUDGE_PRINT_H
#define LT_JUDGE_PRINT_H

#include "postproc/judgement/board.h"
#include "postproc/judgement/judge.h"
#include "postproc/judgement/targets.h"

/* A place in a year: days of both indices, statistics beside the three sets of limits, what is missing. */
void lt_judge_print_year(const lt_air_days *place, const lt_judged_year *year, bool chinese);
/* The worst days, at most n. LT_ERR_MEMORY. */
lt_status lt_judge_print_days(const lt_judged_year *year, long n, bool chinese);
void lt_judge_print_hour(const lt_air_days *place, const lt_aqi aqi[LT_N_INDEX], const char *when, bool chinese);
/* Targets that there is a number for, in both regimes, then how many there is none for. */
void lt_judge_print_targets(const lt_targets *targets, const lt_facts *facts, bool chinese);
/* The board of a run: model and projection (of which year's observation; 0: none) with their bands. */
void lt_judge_print_board(const lt_board *board, int observed_year, bool chinese);
/* Of n boards of one run, each of a variant: which cities keep which limit of PM2.5, who meets which target, a row a
 * variant; nothing of one board. */
void lt_judge_print_matrix(const lt_standards *standards, const lt_board *boards, const char *const *variants, long n,
                           bool chinese);
/* "<= 34 ug/m3", "attains", through lt_fmt. */
const char *lt_judge_asked_text(const lt_target *target, bool chinese);
/* "text [S]" where the mark needs words, and those words. */
const char *lt_judge_marked(const char *text, lt_mark mark);
void lt_judge_print_marks(bool chinese);
/* What holds for all: marks, states, what is not done. */
void lt_judge_print_notes(bool chinese);

#endif
