/* change.c - see change.h. */
#include "scenarios/change.h"

#include "base/csv.h"

#include <stdio.h>
#include <string.h>

lt_status lt_changes_add(lt_changes *changes, const char *measure, const char *action, const char *words,
                         const lt_source *before_or_null, const lt_source *after) {
    LT_TRY(lt_grow(&changes->rows, sizeof *changes->rows, changes->n + 1, &changes->capacity));
    lt_change *row = &changes->rows[changes->n++];
    snprintf(row->measure, sizeof row->measure, "%s", measure);
    snprintf(row->action, sizeof row->action, "%s", action);
    snprintf(row->words, sizeof row->words, "%s", words);
    row->where[0] = row->control[0] = '\0';
    row->share = 0;
    row->after = *after;
    row->before = before_or_null != NULL ? *before_or_null : *after;
    if (before_or_null == NULL) row->before.activity = row->before.capacity_tph = 0;
    return LT_OK;
}

void lt_changes_free(lt_changes *changes) {
    if (changes == NULL) return;
    lt_free(changes->rows);
    *changes = (lt_changes){0};
}

static void put_text(FILE *file, const char *text) {
    lt_csv_put(file, text);
    fputc(',', file);
}

static void put_row(FILE *file, const lt_change *row) {
    const lt_source *before = &row->before, *after = &row->after;
    const char *texts[] = {after->id,      after->region, after->sector, after->process, after->technology,
                           after->control, row->measure,  row->action,   row->words};
    for (size_t t = 0; t < sizeof texts / sizeof texts[0]; t++) put_text(file, texts[t]);
    fprintf(file, "%.15g,%.15g,", before->activity, after->activity);
    put_text(file, after->unit);
    fprintf(file, "%.15g,%.15g", before->capacity_tph, after->capacity_tph);
    for (int q = 0; q < LT_N_QUANTITIES; q++)
        fprintf(file, ",%.15g", lt_source_quantity_kg(after, q) - lt_source_quantity_kg(before, q));
    fputc('\n', file);
}

lt_status lt_changes_write_csv(const lt_changes *changes, lt_outdir *dir, const char *name) {
    FILE *file;
    LT_TRY(lt_outdir_stream(dir, name, &file));
    fputs("# What the package did, one action on one record a row; activity a year, emission change in kg a year "
          "(NOx as NO2; ofp: ozone that the VOC can form, kg O3)\n",
          file);
    fputs("record,region,sector,process,technology,control,measure,action,clause,activity_before,activity_after,unit,"
          "capacity_before_tph,capacity_after_tph",
          file);
    for (int q = 0; q < LT_N_QUANTITIES; q++) fprintf(file, ",%s_change_kg", lt_quantity_names[q]);
    fputc('\n', file);
    for (long n = changes->n_reference; n < changes->n; n++) put_row(file, &changes->rows[n]);
    return lt_outdir_commit_stream(dir, name, file);
}
