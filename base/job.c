/* job.c - names of the files of a job in out/<case>/. */
#include "base/job.h"

#include <string.h>

const char *lt_variant_id(const char *package) {
    const char *slash = strrchr(package, '/'), *name = slash ? slash + 1 : package;
    size_t length = strlen(name);
    if (length > 5 && strcmp(name + length - 5, ".yaml") == 0) length -= 5;
    return lt_fmt("%.*s", (int)length, name);
}

const char *lt_job_file(const lt_job *job, const char *stem, const char *extension) {
    const char *variant = job->variant ? lt_variant_id(job->variant) : "";
    const char *period = job->period ? job->period->id : "";
    return lt_fmt("%s%s%s%s%s%s", stem, variant[0] ? "_" : "", variant, period[0] ? "_" : "", period, extension);
}
