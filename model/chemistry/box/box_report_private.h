/* box_report_private.h - shared by box_report.c and box_report_json.c only. */
#ifndef LT_BOX_REPORT_PRIVATE_H
#define LT_BOX_REPORT_PRIVATE_H

#include "model/chemistry/box/box_report.h"

/* The course of a shown species over the rows. */
typedef struct lt_box_course {
    double start, end, least, most, mean, most_hour;
} lt_box_course;

lt_box_course lt_box_course_of(const lt_box_history *history, int column);
/* What clipping added to all species; the one that has most of it. */
double lt_box_all_clipped(const lt_box_result *result, int *largest);
/* Least and most of the maxima of a sweep's species k. */
void lt_box_sweep_range(const lt_box_sweep *sweep, int k, double *least, double *most);

lt_status lt_box_say_json(const lt_box_result *result, const char *folder, const lt_box_files *files);
lt_status lt_box_say_sweep_json(const lt_box_sweep *sweep, const char *folder, const lt_box_files *files);

#endif
