/* job.c - names of the files of a job in out/<case>/. */
#include "base/job.h"

#include <string.h>

const char *lt_variant_id(const char *package) {
    const char *slash = strrchr(package, '/'), *name = slash ? slash + 1 : package;
    size_t length = strlen(name);
    if (length > 5 && strcmp(name + length - 5, ".yaml") == 0) length -= 5;
    return lt_fmt("%.*s", (int)length, name);
}

bool lt_case_has_nest(const lt_case *setup) {
    return setup->nest && setup->nest[0];
}

const char *lt_job_grid(const lt_job *job) {
    return job->nest ? job->setup->nest : job->setup->grid;
}

bool lt_case_weighs(const lt_case *setup) {
    const lt_period *periods = setup->periods.items;
    return setup->periods.n > 0 && periods[0].weight > 0;
}

double lt_case_part_of(const lt_case *setup, long period) {
    const lt_period *periods = setup->periods.items;
    double sum = 0;
    if (!lt_case_weighs(setup)) return 1 / (double)setup->periods.n;
    for (long p = 0; p < setup->periods.n; p++) sum += periods[p].weight;
    return periods[period].weight / sum;
}

long lt_nest_spinup_hours(const lt_case *setup, const lt_period *period) {
    double s = period->spinup_s < setup->nest_spinup_s ? period->spinup_s : setup->nest_spinup_s;
    return (long)(s / LT_HOUR + 0.5);
}

long lt_job_late_hours(const lt_job *job) {
    if (!job->nest) return 0;
    return (long)(job->period->spinup_s / LT_HOUR + 0.5) - lt_nest_spinup_hours(job->setup, job->period);
}

const char *lt_job_file(const lt_job *job, const char *stem, const char *extension) {
    const char *variant = job->variant ? lt_variant_id(job->variant) : "";
    const char *period = job->period ? job->period->id : "";
    const char *nest = job->nest ? lt_variant_id(job->setup->nest) : "";
    return lt_fmt("%s%s%s%s%s%s%s%s", stem, variant[0] ? "_" : "", variant, period[0] ? "_" : "", period,
                  nest[0] ? "_" : "", nest, extension);
}
