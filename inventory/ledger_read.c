/* ledger_read.c - one row of data/liaoning or of a user's ledger into a source record; every fault names file, line,
 * column, what was found and what would have been right. In place of `region` a row may have `share`: a city, - (the
 * whole province, spread over plants), or a vector of shares.csv that spreads it over the cities. Columns, cities and
 * sectors may have their Chinese names (ledger_words.c). */
#include "inventory/ledger_read.h"

#include "inventory/ledger_columns.h"
#include "inventory/ledger_words.h"
#include "inventory/place/surrogate.h"

#include <stdio.h>
#include <string.h>

static lt_status judge_name(const lt_ledger_reader *reader, long r, int which, const char *text,
                            const char *const *names, long n, const char *what) {
    for (long k = 0; k < n; k++)
        if (strcmp(names[k], text) == 0) return LT_OK;
    if (!text[0]) return LT_OK; /* its absence has been said */
    const char *near = lt_nearest_name(text, names, n);
    return lt_csv_take(reader->table, LT_RAISE(LT_ERR_INPUT, .what = what,
                                               .where = lt_csv_where(reader->table, r, reader->fixed[which]),
                                               .expected = lt_fmt("one of the names known (e.g. %s)", names[0]),
                                               .found = lt_fmt("\"%s\"", text),
                                               .todo = near ? lt_fmt("did you mean %s?", near) : "correct the name"));
}

/* Region, or a share that names one or is a vector. */
static lt_status read_region(const lt_ledger_reader *reader, long r, lt_source *s, const lt_city_share **share) {
    const int column = reader->fixed[C_SHARE];
    const char *text = column < 0 ? "" : lt_csv_text(reader->table, r, column);
    *share = NULL;
    if (!text[0]) {
        LT_TRY(lt_ledger_text(reader, r, C_REGION, s->region, sizeof s->region));
        if (s->region[0] || reader->fixed[C_REGION] < 0) return LT_OK;
        return lt_csv_take(reader->table,
                           LT_RAISE(LT_ERR_INPUT, .what = "a value is missing",
                                    .where = lt_csv_where(reader->table, r, reader->fixed[C_REGION]),
                                    .expected = "region", .found = "nothing", .todo = "fill in the column"));
    }
    *share = reader->shares ? lt_city_shares_find(reader->shares, text) : NULL;
    const bool whole = *share || strcmp(text, "-") == 0;
    snprintf(s->region, sizeof s->region, "%s", whole ? "Liaoning" : text);
    if (whole || lt_regions_find(reader->allocation->regions, text)) return LT_OK;
    const char *near = reader->shares ? lt_nearest_name(text, reader->shares->names, reader->shares->n) : NULL;
    return lt_csv_take(reader->table,
                       LT_RAISE(LT_ERR_INPUT, .what = "unknown share", .where = lt_csv_where(reader->table, r, column),
                                .expected = "a vector of shares.csv, a city, or -", .found = lt_fmt("\"%s\"", text),
                                .todo = near ? lt_fmt("did you mean %s?", near) : "correct the name"));
}

/* One of ours, or a name that the case gives to a file of its own. */
static lt_status judge_surrogate(const lt_ledger_reader *reader, long r, const char *name) {
    const lt_allocation *a = reader->allocation;
    bool known = !name[0] || lt_surrogate_find(name) >= 0;
    for (int k = 0; k < a->n_own; k++) known = known || strcmp(a->own[k], name) == 0;
    if (known) return LT_OK;
    const char *near = lt_nearest_name(name, lt_surrogate_names, LT_N_SURROGATES);
    return lt_csv_take(
        reader->table,
        LT_RAISE(LT_ERR_INPUT, .what = "unknown surrogate",
                 .where = lt_csv_where(reader->table, r, reader->fixed[C_SURROGATE]),
                 .expected = lt_fmt("one of the %d names known (e.g. %s), or one that the case gives under inventory: "
                                    "surrogates",
                                    LT_N_SURROGATES, lt_surrogate_names[0]),
                 .found = lt_fmt("\"%s\"", name),
                 .todo = near ? lt_fmt("did you mean %s?", near) : "correct the name, or name its file in the case"));
}

/* A Chinese word of words.csv into our name of it. */
static void translate_word(const lt_ledger_reader *reader, char *text, size_t size) {
    const char *name = lt_ledger_is_chinese(text) ? lt_words_name(reader->words, text) : text;
    if (name != text) snprintf(text, size, "%s", name);
}

/* Chinese words into our names; the ids are shorter than their fields. */
static void translate(const lt_ledger_reader *reader, lt_source *s) {
    const lt_allocation *a = reader->allocation;
    const char *region = lt_ledger_region_word(a->regions, s->region);
    const char *sector = lt_ledger_sector_word(a->sectors, s->sector), *control = lt_ledger_plain_word(s->control);
    const char *unit = lt_ledger_plain_word(s->unit);
    if (region != s->region) snprintf(s->region, sizeof s->region, "%s", region);
    if (sector != s->sector) snprintf(s->sector, sizeof s->sector, "%s", sector);
    if (control != s->control) snprintf(s->control, sizeof s->control, "%s", control);
    if (unit != s->unit) snprintf(s->unit, sizeof s->unit, "%s", unit);
    translate_word(reader, s->process, sizeof s->process);
    translate_word(reader, s->technology, sizeof s->technology);
    translate_word(reader, s->control, sizeof s->control);
}

static lt_status read_names(const lt_ledger_reader *reader, long r, lt_source *s, const lt_city_share **share) {
    LT_TRY(lt_ledger_text(reader, r, C_ID, s->id, sizeof s->id));
    LT_TRY(read_region(reader, r, s, share));
    LT_TRY(lt_ledger_text(reader, r, C_COUNTY, s->county, sizeof s->county));
    LT_TRY(lt_ledger_text(reader, r, C_SECTOR, s->sector, sizeof s->sector));
    LT_TRY(lt_ledger_text(reader, r, C_PROCESS, s->process, sizeof s->process));
    LT_TRY(lt_ledger_text(reader, r, C_TECHNOLOGY, s->technology, sizeof s->technology));
    LT_TRY(lt_ledger_text(reader, r, C_CONTROL, s->control, sizeof s->control));
    LT_TRY(lt_ledger_text(reader, r, C_UNIT, s->unit, sizeof s->unit));
    LT_TRY(lt_ledger_text(reader, r, C_CALENDAR, s->calendar, sizeof s->calendar));
    LT_TRY(lt_ledger_text(reader, r, C_SURROGATE, s->surrogate, sizeof s->surrogate));
    LT_TRY(lt_ledger_text(reader, r, C_PROFILE, s->profile, sizeof s->profile));
    const lt_allocation *a = reader->allocation;
    translate(reader, s);
    const bool named = reader->fixed[C_REGION] >= 0 && s->region[0] && !*share && !lt_source_is_template(s);
    if (named)
        LT_TRY(judge_name(reader, r, C_REGION, s->region, a->regions->names, a->regions->n, "unknown city or region"));
    LT_TRY(judge_name(reader, r, C_SECTOR, s->sector, a->sectors->names, a->sectors->n, "unknown sector"));
    lt_timing timing;
    if (s->calendar[0] && !lt_timing_find(a->calendars, s->calendar, &timing))
        LT_TRY(lt_csv_take(reader->table, lt_timing_fault(a->calendars, s->calendar,
                                                          lt_csv_where(reader->table, r, reader->fixed[C_CALENDAR]))));
    LT_TRY(judge_surrogate(reader, r, s->surrogate));
    if (strcmp(s->profile, "stack") != 0)
        LT_TRY(
            judge_name(reader, r, C_PROFILE, s->profile, a->profiles->names, a->profiles->n, "unknown height profile"));
    return LT_OK;
}

/* Activity of the base year, and what was mixed to make it; the capacity goes with it, because load and season stay. */
static lt_status read_amount(const lt_ledger_reader *reader, long r, lt_source *s, char mixed[160]) {
    const int *c = reader->fixed;
    const lt_activity_years *years = &reader->years;
    double main_activity, first, second;
    LT_TRY(lt_csv_double(reader->table, r, reader->activity, &main_activity));
    LT_TRY(lt_ledger_number(reader, r, reader->activity, 0, 1e300, 0, "negative activity", &main_activity));
    LT_TRY(lt_ledger_number(reader, r, reader->of_first, 0, 1e300, main_activity, "negative activity", &first));
    LT_TRY(lt_ledger_number(reader, r, reader->of_second, 0, 1e300, main_activity, "negative activity", &second));
    s->activity = lt_years_between(first, second, lt_years_part(years->first, years->second, years->year));
    const char *label = lt_years_label(years, false);
    snprintf(mixed, 160, "%s", label);
    if (lt_years_mixed(years)) snprintf(mixed, 160, "%s (%g and %g %s)", label, first, second, s->unit);
    LT_TRY(lt_ledger_number(reader, r, c[C_CAPACITY], 0, 1e300, 0, "negative capacity", &s->capacity_tph));
    LT_TRY(lt_ledger_number(reader, r, c[C_UNIT_SIZE], 0, 1e300, 0, "negative unit size", &s->unit_size_tph));
    if (main_activity > 0) s->capacity_tph *= s->activity / main_activity;
    char built_up[8];
    LT_TRY(lt_ledger_text(reader, r, C_BUILT_UP, built_up, sizeof built_up));
    static const char *const answers[] = {"no", "yes"};
    const char *word = lt_ledger_plain_word(built_up);
    if (word != built_up) snprintf(built_up, sizeof built_up, "%s", word);
    if (built_up[0]) LT_TRY(judge_name(reader, r, C_BUILT_UP, built_up, answers, 2, "built_up is yes or no"));
    s->built_up = strcmp(built_up, "yes") == 0;
    return LT_OK;
}

bool lt_source_is_template(const lt_source *source) {
    return strcmp(source->region, "Liaoning") == 0 && lt_surrogate_find(source->surrogate) > LT_BY_POINT;
}

lt_status lt_ledger_reader_tables(const lt_ledger_reader *reader, const char *where, lt_source *source) {
    LT_TRY_CONTEXT(lt_factors_apply(reader->factors, source), "in %s", where);
    LT_TRY_CONTEXT(lt_controls_apply(reader->controls, reader->base_year, source), "in %s", where);
    return LT_OK;
}

/* A factor of the row's own says where it is from: factor_source, which the whole table may leave out only where no row
 * has a factor. */
static lt_status judge_factor_source(const lt_ledger_reader *reader, long r) {
    const int column = reader->fixed[C_FACTOR_SOURCE];
    if (column >= 0 && !lt_csv_empty(reader->table, r, column)) return LT_OK;
    return lt_csv_take(
        reader->table,
        LT_RAISE(LT_ERR_INPUT, .what = "an emission factor without source",
                 .where = column < 0 ? lt_fmt("%s, column factor_source", lt_csv_where(reader->table, r, -1))
                                     : lt_csv_where(reader->table, r, column),
                 .expected = "the document or measurement that the row's factors come from",
                 .found = column < 0 ? "no such column" : "nothing", .todo = "add it in a column factor_source"));
}

/* Under judgement a column may be missing, which has been said: what hangs on it is not judged. */
static lt_status apply_factors(const lt_ledger_reader *reader, lt_source *s) {
    const int *c = reader->fixed;
    if (c[C_SECTOR] < 0 || c[C_PROCESS] < 0 || c[C_TECHNOLOGY] < 0) return LT_OK;
    return lt_csv_take(reader->table, lt_factors_apply(reader->factors, s));
}

static lt_status apply_controls(const lt_ledger_reader *reader, lt_source *s) {
    if (reader->fixed[C_CONTROL] < 0) return LT_OK;
    return lt_csv_take(reader->table, lt_controls_apply(reader->controls, reader->base_year, s));
}

/* Factors and efficiencies that the row itself gives. */
static lt_status read_own_numbers(const lt_ledger_reader *reader, long r, lt_source *s) {
    bool own = false;
    for (int p = 0; p < LT_N_POLLUTANTS; p++)
        own |= reader->factor[p] >= 0 && !lt_csv_empty(reader->table, r, reader->factor[p]);
    if (own) LT_TRY(judge_factor_source(reader, r));
    bool listed = lt_factors_have(reader->factors, s->sector, s->process, s->technology);
    if (listed || !own) LT_TRY(apply_factors(reader, s));
    for (int p = 0; p < LT_N_POLLUTANTS; p++)
        LT_TRY(lt_ledger_number(reader, r, reader->factor[p], 0, 1e300, s->factor_kg[p], "negative emission factor",
                                &s->factor_kg[p]));
    LT_TRY(apply_controls(reader, s));
    for (int p = 0; p < LT_N_POLLUTANTS; p++) {
        double efficiency, rate;
        LT_TRY(lt_ledger_number(reader, r, reader->efficiency[p], 0, 1, -1, "efficiency outside 0 to 1", &efficiency));
        LT_TRY(lt_ledger_number(reader, r, reader->rate[p], 0, 1, 1, "application rate outside 0 to 1", &rate));
        if (efficiency >= 0) s->removal[p] = efficiency * rate;
    }
    return LT_OK;
}

/* The note of the row read last: lt_fmt would be overwritten while a row is spread over cities and plants. */
static _Thread_local char note[1200];

lt_status lt_ledger_reader_row(const lt_ledger_reader *reader, long r, lt_source *out, const lt_city_share **share) {
    lt_source s = {0};
    s.line = lt_csv_line(reader->table, r);
    s.file = lt_csv_path(reader->table);
    LT_TRY(read_names(reader, r, &s, share));
    char mixed[160];
    LT_TRY(read_amount(reader, r, &s, mixed));
    LT_TRY(lt_ledger_reader_place(reader, r, &s));
    char mark[64], source[900];
    LT_TRY(lt_ledger_text(reader, r, C_MARK, mark, sizeof mark));
    LT_TRY(lt_ledger_text(reader, r, C_SOURCE, source, sizeof source));
    LT_TRY(lt_ledger_number(reader, r, reader->fixed[C_UNCERTAINTY], 1, 1e3, 0, "uncertainty is a factor of 1 or more",
                            &s.uncertainty));
    snprintf(s.mark, sizeof s.mark, "%.15s", mark);
    s.place_assumed = s.is_point && lt_ledger_place_is_assumed(mark, source);
    snprintf(note, sizeof note, "%s%s%s%s%s%s", mark[0] ? "[" : "", mark, mark[0] ? "] " : "", mixed,
             mixed[0] ? "; " : "", source);
    s.note = note;
    /* What the tables say of a row with a wrong sector or no unit would mislead; other faults hide nothing. */
    const bool named = s.unit[0] && lt_sectors_find(reader->allocation->sectors, s.sector);
    if (named && !lt_source_is_template(&s)) LT_TRY(read_own_numbers(reader, r, &s));
    *out = s;
    return LT_OK;
}
