#include "model/driver/output_config.h"

#include "base/csv.h"
#include "base/timeaxis.h"

#include <math.h>
#include <stddef.h>
#include <string.h>

#define AT(member) offsetof(lt_output_request, member)
const lt_config_row lt_output_request_rows[] = {
    {.key = "set",
     .type = LT_TEXT,
     .offset = AT(set),
     .choices = "surface|cities|3d",
     .doc = "the lowest layer, the cells of the national sites, or all layers"},
    {.key = "name",
     .type = LT_TEXT,
     .offset = AT(name),
     .fallback = "",
     .doc = "part of the file name (output_NAME_...nc); absent: that of the set; conc: conc_*.nc itself"},
    {.key = "interval",
     .type = LT_REAL_UNIT,
     .offset = AT(interval_s),
     .unit = "s",
     .fallback = "1 h",
     .min = 600,
     .max = 86400,
     .doc = "10 min to 24 h: a divisor of the hour or whole hours, a multiple of the step"},
    {.key = "values",
     .type = LT_TEXT,
     .offset = AT(values),
     .fallback = "mean",
     .choices = "mean|instant",
     .doc = "means over the interval, or the values at its end"},
    {.key = "fields",
     .type = LT_TEXTS,
     .offset = AT(fields),
     .fallback = "",
     .doc = "names of fields (as in conc_*.nc); absent: all"},
    {.key = "bits",
     .type = LT_INT,
     .offset = AT(bits),
     .fallback = "0",
     .min = 0,
     .max = 23,
     .doc = "significant bits that are kept of a value (BitRound; 10 bits: 0.05 %); 0: all 24"},
    {0}};

const char *lt_output_request_name(const lt_output_request *r) {
    return r->name && r->name[0] ? r->name : r->set;
}

const char *lt_output_request_stem(const lt_output_request *r) {
    return lt_fmt("output_%s", lt_output_request_name(r));
}

static bool is_conc(const lt_output_request *r) {
    return strcmp(lt_output_request_name(r), "conc") == 0;
}

static lt_status judge_name(const lt_list *requests, long n, const char *where) {
    const lt_output_request *all = requests->items;
    const char *name = lt_output_request_name(&all[n]);
    if (strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-") != strlen(name) || strlen(name) > 24)
        return LT_RAISE(LT_ERR_INPUT, .what = "not a name for an output set", .where = where,
                        .expected = "1 to 24 small letters, digits, -", .found = name, .todo = "choose another name");
    for (long m = 0; m < n; ++m)
        if (strcmp(lt_output_request_name(&all[m]), name) == 0)
            return LT_RAISE(LT_ERR_INPUT, .what = "two output sets have one name", .where = where,
                            .expected = "a file for each", .found = lt_fmt("%s twice", name),
                            .todo = "give one of them another name: key `name`");
    return LT_OK;
}

static lt_status judge_one(const lt_output_request *r, const char *where) {
    long seconds = lround(r->interval_s);
    bool whole = fabs(r->interval_s - (double)seconds) < 1e-6;
    if (!whole || (LT_HOUR % seconds != 0 && seconds % LT_HOUR != 0))
        return LT_RAISE(LT_ERR_INPUT, .what = "an output interval does not fit the hours", .where = where,
                        .expected = "a whole divisor of an hour, or whole hours (10 min to 24 h)",
                        .found = lt_fmt("%s: %g s", lt_output_request_name(r), r->interval_s),
                        .todo = "choose another interval");
    bool as_read = strcmp(r->set, "surface") == 0 && seconds == LT_HOUR && strcmp(r->values, "mean") == 0;
    if (!is_conc(r) || (as_read && r->fields.n == 0)) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "conc_*.nc is what the post-processing reads", .where = where,
                    .expected = "set surface, hourly means, all fields; only bits can be chosen",
                    .found = "another set, interval or fields under the name conc",
                    .todo = "give the set another name");
}

lt_status lt_output_requests_judge(const lt_list *requests, const char *where) {
    const lt_output_request *all = requests->items;
    if (requests->n > LT_OUTPUT_SETS)
        return LT_RAISE(LT_ERR_INPUT, .what = "too many output sets", .where = where,
                        .expected = lt_fmt("at most %d", LT_OUTPUT_SETS), .found = lt_fmt("%ld", requests->n),
                        .todo = "put fields of one kind into one set");
    for (long n = 0; n < requests->n; ++n) {
        LT_TRY(judge_name(requests, n, where));
        LT_TRY(judge_one(&all[n], where));
    }
    return LT_OK;
}

static lt_status find_field(const lt_output_request *r, const char *name, const lt_output_fields *table, int *out) {
    *out = lt_output_fields_find(table, name);
    if (*out >= 0) return LT_OK;
    const char **names;
    LT_TRY(lt_calloc((size_t)table->n, sizeof *names, &names));
    for (int f = 0; f < table->n; ++f) names[f] = table->row[f].name;
    const char *near = lt_nearest_name(name, names, table->n), *chemistry;
    lt_free(names);
    LT_TRY(lt_output_fields_elsewhere(table, name, &chemistry));
    return LT_RAISE(LT_ERR_INPUT, .what = "unknown field of an output set",
                    .where = lt_fmt("model: output: %s: fields", lt_output_request_name(r)),
                    .expected = "a field of the run (ncdump -h conc_*.nc lists them), or a species of its mechanism",
                    .found = name,
                    .todo = chemistry ? lt_fmt("it needs `chemistry: %s` in section model", chemistry)
                            : near    ? lt_fmt("did you mean %s?", near)
                                      : "correct the name");
}

lt_status lt_output_request_set(const lt_output_request *r, const lt_output_fields *table, int *fields,
                                lt_output_set *out) {
    *out = (lt_output_set){.name = lt_output_request_name(r),
                           .title = "Lantian concentrations",
                           .place = strcmp(r->set, "surface") == 0  ? LT_OUT_SURFACE
                                    : strcmp(r->set, "cities") == 0 ? LT_OUT_CITIES
                                                                    : LT_OUT_3D,
                           .interval_s = lround(r->interval_s),
                           .instant = strcmp(r->values, "instant") == 0,
                           .bits = (int)r->bits,
                           .n_fields = (int)r->fields.n,
                           .fields = fields};
    for (long f = 0; f < r->fields.n; ++f) {
        LT_TRY(find_field(r, ((char **)r->fields.items)[f], table, &fields[f]));
        if (lt_output_is_of_column(table->row[fields[f]].kind) && out->place == LT_OUT_3D)
            return LT_RAISE(LT_ERR_INPUT, .what = "a column in an output set of layers",
                            .where = lt_fmt("model: output: %s: fields", lt_output_request_name(r)),
                            .expected = "fields that every layer has", .found = ((char **)r->fields.items)[f],
                            .todo = "put it into a set `surface` or `cities`");
        for (long e = 0; e < f; ++e)
            if (fields[e] == fields[f])
                return LT_RAISE(LT_ERR_INPUT, .what = "a field stands twice in an output set",
                                .where = lt_fmt("model: output: %s: fields", lt_output_request_name(r)),
                                .expected = "every field once", .found = ((char **)r->fields.items)[f],
                                .todo = "remove one");
    }
    return LT_OK;
}

/* The fields of a run before there is one: names are all that counts. */
static lt_status fields_of(const lt_chemical_set *set, const lt_list *tracers, lt_output_fields *table) {
    lt_species_info *info;
    const lt_tracer_setup *all = tracers->items;
    LT_TRY(lt_calloc((size_t)(set->n + tracers->n), sizeof *info, &info));
    memcpy(info, set->info, (size_t)set->n * sizeof *info);
    for (long n = 0; n < tracers->n; ++n)
        info[set->n + n] = (lt_species_info){.name = all[n].name,
                                             .text = "",
                                             .emitted = "",
                                             .unit = "1",
                                             .background = strcmp(all[n].kind, "gas") == 0 ? 1.0 : 0.0};
    lt_status status = lt_output_fields_create(set, info, set->n + (int)tracers->n, table);
    lt_free(info);
    return status;
}

static lt_status check_one(const lt_output_request *r, const lt_output_fields *table, double dt, long hours) {
    lt_output_set set;
    int *fields;
    LT_TRY(lt_calloc((size_t)r->fields.n, sizeof *fields, &fields));
    lt_status status = lt_output_request_set(r, table, fields, &set);
    lt_free(fields);
    return status == LT_OK ? lt_output_interval_check(set.name, set.interval_s, dt, hours) : status;
}

lt_status lt_output_requests_check(const lt_list *requests, const lt_chemical_set *set, const lt_list *tracers,
                                   double dt, long hours) {
    lt_output_fields table;
    LT_TRY(fields_of(set, tracers, &table));
    lt_status status = LT_OK;
    for (long n = 0; n < requests->n && status == LT_OK; ++n)
        status = check_one(&((const lt_output_request *)requests->items)[n], &table, dt, hours);
    lt_output_fields_free(&table);
    return status;
}
