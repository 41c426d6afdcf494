/* box_case_judge.c - what the keys of a box case must be together (box_case.h). */
#include "model/chemistry/box/box_case.h"

#include <math.h>
#include <string.h>

/* How many times whole fits into part, 0 if it does not. */
static long whole_times(double length, double part) {
    const double n = part > 0.0 ? length / part : 0.0, nearest = floor(n + 0.5);
    return nearest >= 1.0 && nearest < 1e8 && fabs(n - nearest) < 1e-9 * nearest ? (long)nearest : 0;
}

long lt_box_case_steps(const lt_box_case *setup) {
    return whole_times(setup->duration_s, setup->step_s);
}

/* longer must be a whole number of times shorter. */
static lt_status judge_ratio(const lt_box_case *s, const char *section, const char *key, double long_s,
                             const char *shorter, double short_s) {
    const char *longer = key ? key : section;
    if (!(long_s > 0.0) || !(short_s > 0.0) || whole_times(long_s, short_s)) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = lt_fmt("%s is no whole number of times %s", longer, shorter),
                    .where = lt_node_where(lt_box_case_node(s, section, key)), .expected = "1 to 1e8 times",
                    .found = lt_fmt("%g s and %g s", long_s, short_s), .todo = "change one of the two");
}

static lt_status judge_times(lt_box_case *s, lt_faults *faults) {
    if (s->output_step_s > s->duration_s && s->duration_s > 0.0) s->output_step_s = s->duration_s;
    LT_TRY(lt_faults_take(faults, judge_ratio(s, "duration", NULL, s->duration_s, "step", s->step_s)));
    LT_TRY(lt_faults_take(faults, judge_ratio(s, "output_step", NULL, s->output_step_s, "step", s->step_s)));
    LT_TRY(lt_faults_take(faults, judge_ratio(s, "duration", NULL, s->duration_s, "output_step", s->output_step_s)));
    return lt_faults_take(faults, judge_ratio(s, "output", "budget_step", s->output.budget_step_s, "step", s->step_s));
}

static lt_status judge_name(const lt_box_case *s) {
    static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_";
    if (!s->name || (s->name[0] && strspn(s->name, letters) == strlen(s->name) && strlen(s->name) < 64)) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "the name of the box cannot name files",
                    .where = lt_node_where(lt_box_case_node(s, "box", NULL)),
                    .expected = "at most 63 letters, digits, - and _", .found = lt_fmt("\"%s\"", s->name),
                    .todo = "change the name");
}

static lt_status exclusive(const lt_box_case *s, const char *section, const char *a, const char *b) {
    if (!lt_box_case_has(s, section, a) || !lt_box_case_has(s, section, b)) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = lt_fmt("%s and %s say the same thing", a, b),
                    .where = lt_node_where(lt_box_case_node(s, section, b)), .expected = "one of them", .found = "both",
                    .todo = lt_fmt("take %s or %s out", a, b));
}

/* Does the case say something in this section beyond what is so without it? */
static bool says(const lt_box_case *s, const char *section) {
    if (strcmp(section, "dilution") == 0) return s->dilution.rate || s->dilution.background;
    if (strcmp(section, "photolysis") == 0)
        return s->photolysis.values || (s->photolysis.law && strcmp(s->photolysis.law, "none") != 0);
    if (strcmp(section, "emissions") == 0) return s->emissions.n > 0;
    if (strcmp(section, "output") == 0) return s->output.budget.n > 0;
    return lt_box_case_has(s, section, NULL);
}

/* Sections that cannot be with another choice. */
static lt_status judge_not_with(const lt_box_case *s, const char *const *sections, const char *other, const char *why,
                                lt_faults *faults) {
    for (; *sections; sections++) {
        if (!says(s, *sections)) continue;
        LT_TRY(lt_faults_take(faults,
                              LT_RAISE(LT_ERR_INPUT, .what = lt_fmt("%s and %s do not go together", *sections, other),
                                       .where = lt_node_where(lt_box_case_node(s, *sections, NULL)), .expected = why,
                                       .found = lt_fmt("%s beside it", *sections),
                                       .todo = lt_fmt("take %s or %s out", *sections, other))));
    }
    return LT_OK;
}

static lt_status judge_together(const lt_box_case *s, lt_faults *faults) {
    static const char *const forced[] = {"emissions", "deposition", "dilution", "held", "output", NULL};
    static const char *const laws[] = {"photolysis", "uptake", "rates", "rate_factors", NULL};
    static const char *const mixed[] = {"emissions", "dilution", NULL};
    LT_TRY(lt_faults_take(faults, exclusive(s, "air", "relative_humidity", "water")));
    LT_TRY(lt_faults_take(faults, exclusive(s, "sun", "cos_sza", "latitude")));
    if (lt_box_case_has(s, "sun", "latitude") != lt_box_case_has(s, "sun", "longitude"))
        LT_TRY(lt_faults_take(faults, LT_RAISE(LT_ERR_INPUT, .what = "the sun has one of latitude and longitude",
                                               .where = lt_node_where(lt_box_case_node(s, "sun", NULL)),
                                               .expected = "both", .found = "one", .todo = "add the other")));
    if (s->engine && strcmp(s->engine, "generated") == 0)
        LT_TRY(judge_not_with(s, forced, "engine: generated", "chemistry alone, without budget", faults));
    if (s->constants) LT_TRY(judge_not_with(s, laws, "constants", "constants, which say all rates", faults));
    if (lt_box_case_native(s))
        LT_TRY(judge_not_with(s, mixed, "units: native", "amounts of the file's own unit", faults));
    return LT_OK;
}

static lt_status judge_sources(const lt_box_case *s, lt_faults *faults) {
    const lt_box_source_keys *sources = s->emissions.items;
    for (long k = 0; k < s->emissions.n; k++) {
        if (sources[k].shape.n == 0 || sources[k].shape.n == 24) continue;
        LT_TRY(lt_faults_take(faults, LT_RAISE(LT_ERR_INPUT, .what = "a shape of the day has not 24 hours",
                                               .where = lt_node_where(lt_node_get(s->document, "emissions")->items[k]),
                                               .expected = "24 factors, the first for 0 to 1 h local time",
                                               .found = lt_fmt("%ld", sources[k].shape.n),
                                               .todo = "write one factor an hour")));
    }
    return LT_OK;
}

lt_status lt_box_case_judge(lt_box_case *setup, lt_faults *faults) {
    LT_TRY(lt_faults_take(faults, judge_name(setup)));
    LT_TRY(judge_times(setup, faults));
    LT_TRY(judge_together(setup, faults));
    return judge_sources(setup, faults);
}
