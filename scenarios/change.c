/* change.c - see change.h. */
#include "scenarios/change.h"

#include "base/csv.h"
#include "base/texts.h"
#include "inventory/time/calendar_rule.h"

#include <stdio.h>
#include <string.h>

lt_status lt_changes_add(lt_changes *changes, const char *measure, const char *action, const char *words,
                         const lt_source *before_or_null, const lt_source *after) {
    if (changes->records == NULL) LT_TRY(lt_texts_create(&changes->records));
    LT_TRY(lt_grow(&changes->rows, sizeof *changes->rows, changes->n + 1, &changes->capacity));
    const long previous = lt_changes_last(changes, after->id);
    LT_TRY(lt_texts_set_number(changes->records, after->id, changes->n));
    lt_change *row = &changes->rows[changes->n++];
    snprintf(row->measure, sizeof row->measure, "%s", measure);
    snprintf(row->action, sizeof row->action, "%s", action);
    snprintf(row->words, sizeof row->words, "%s", words);
    row->where[0] = row->control[0] = '\0';
    row->share = 0;
    row->alert = 0;
    row->inside = NULL;
    row->previous = previous;
    row->made = before_or_null == NULL;
    row->after = *after;
    row->before = before_or_null != NULL ? *before_or_null : *after;
    if (before_or_null == NULL) row->before.activity = row->before.capacity_tph = 0;
    return LT_OK;
}

long lt_changes_last(const lt_changes *changes, const char *record) {
    const long k = changes->records ? lt_texts_number(changes->records, record) : -1;
    /* the pool keeps numbers of changes that were taken back */
    return k >= 0 && k < changes->n && strcmp(changes->rows[k].after.id, record) == 0 ? k : -1;
}

static bool is_used(const lt_ledger *ledger, const char *calendar) {
    for (long n = 0; n < ledger->n; n++)
        if (strcmp(ledger->sources[n].calendar, calendar) == 0) return true;
    return false;
}

/* Rules at the end that no record goes by: the next one gets the number that it has in a ledger of its own. */
static void drop_rules(lt_ledger *ledger) {
    lt_calendars *known = ledger->known;
    while (ledger->n_rules > 0) {
        const char *name = ledger->rules[ledger->n_rules - 1].name;
        if (known == NULL || strcmp(known->items[known->n - 1].name, name) != 0 || is_used(ledger, name)) return;
        ledger->n_rules--;
        known->n--;
    }
}

void lt_changes_undo(lt_changes *changes, long first, lt_ledger *ledger, long n_sources) {
    for (long n = changes->n - 1; n >= first; n--) {
        lt_change *row = &changes->rows[n];
        lt_source *source = row->made ? NULL : lt_ledger_find(ledger, row->after.id);
        if (source != NULL) *source = row->before;
        /* the name stands in the pool, so that its number can be set without room */
        if (row->previous >= 0) (void)lt_texts_set_number(changes->records, row->after.id, row->previous);
        lt_free(row->inside);
    }
    changes->n = first;
    ledger->n = n_sources;
    drop_rules(ledger);
}

void lt_changes_free(lt_changes *changes) {
    if (changes == NULL) return;
    lt_texts_free(changes->records);
    for (long n = 0; n < changes->n; n++) lt_free(changes->rows[n].inside);
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
