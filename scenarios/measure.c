/* measure.c - reading and judging a measure. */
#include "scenarios/measure.h"

#include "base/csv.h"
#include "scenarios/action.h"
#include "scenarios/assumption.h"
#include "scenarios/library.h"

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DOCUMENT(member, required, list, text)                                                                         \
    {                                                                                                                  \
        .key = #member, .type = LT_TEXT, .offset = offsetof(lt_document, member), .fallback = (required) ? NULL : "",  \
        .choices = list, .doc = text                                                                                   \
    }
static const lt_config_row document_rows[] = {
    DOCUMENT(id, 1, NULL, "letter of the document in the plan catalogue"),
    DOCUMENT(name_zh, 0, NULL, "title; default that of library/documents.csv"),
    DOCUMENT(name_en, 0, NULL, "title; default that of library/documents.csv"),
    DOCUMENT(clause, 1, NULL, "clause"),
    DOCUMENT(catalogue, 1, NULL, "row of the plan catalogue"),
    DOCUMENT(force, 1, "must|basic|about|strive|in-principle|encourage|none", "how binding the clause is"),
    DOCUMENT(word_zh, 1, NULL, "the word that says so"),
    DOCUMENT(quote_zh, 1, NULL, "the words of the document"),
    DOCUMENT(quote_en, 0, NULL, "translation"),
    {.key = NULL},
};

#define ASSUMPTION(member, required, list, text)                                                                       \
    {                                                                                                                  \
        .key = #member, .type = LT_TEXT, .offset = offsetof(lt_assumption, member),                                    \
        .fallback = (required) ? NULL : "", .choices = list, .doc = text                                               \
    }
static const lt_config_row assumption_rows[] = {
    ASSUMPTION(id, 1, NULL, "name by which actions refer to it"),
    ASSUMPTION(value, 0, NULL, "number with unit; absent for an assumption about structure"),
    {.key = "range",
     .type = LT_TEXTS,
     .offset = offsetof(lt_assumption, range),
     .fallback = "",
     .doc = "[low, high], required with value"},
    ASSUMPTION(mark, 1, "V|S|D|R|A", "V verified, S secondary, D derived, R recalled, A assumed without a source"),
    ASSUMPTION(meaning_en, 1, NULL, "what it is"),
    ASSUMPTION(meaning_zh, 1, NULL, "what it is"),
    ASSUMPTION(reason_en, 1, NULL, "why this value and this range"),
    ASSUMPTION(reason_zh, 1, NULL, "why this value and this range"),
    ASSUMPTION(source, 0, NULL, "where it was read"),
    {.key = NULL},
};

#define FIELD(member) offsetof(lt_measure, member)
const lt_config_row lt_measure_rows[] = {
    {.key = "id", .type = LT_TEXT, .offset = FIELD(id), .doc = "the name of the file without .yaml"},
    {.key = "title_en", .type = LT_TEXT, .offset = FIELD(title_en), .doc = "title"},
    {.key = "title_zh", .type = LT_TEXT, .offset = FIELD(title_zh), .doc = "title"},
    {.key = "summary_en", .type = LT_TEXT, .offset = FIELD(summary_en), .fallback = "", .doc = "a few sentences"},
    {.key = "summary_zh", .type = LT_TEXT, .offset = FIELD(summary_zh), .fallback = "", .doc = "a few sentences"},
    {.key = "date", .type = LT_TEXT, .offset = FIELD(date), .fallback = "", .doc = "by when: 2025 or 2025-10"},
    {.key = "order",
     .type = LT_TEXT,
     .offset = FIELD(order_text),
     .fallback = "",
     .choices = "capacity|share|fuel|efficiency|temporal|",
     .doc = "when it acts in a package; default that of the first action"},
    {.key = "tier",
     .type = LT_TEXT,
     .offset = FIELD(tier_text),
     .fallback = "",
     .choices = "yellow|orange|red|",
     .doc = "holds in alerts of this tier and above only, between start and end (alerts: in a case)"},
    {.key = "variant_of",
     .type = LT_TEXT,
     .offset = FIELD(variant_of),
     .fallback = "",
     .doc = "the measure of which it is another version; never both in a package"},
    {.key = "documents",
     .type = LT_MAPS,
     .offset = FIELD(documents),
     .sub = document_rows,
     .sub_size = sizeof(lt_document),
     .doc = "on whose word"},
    {.key = "selector",
     .type = LT_MAP,
     .offset = FIELD(selector),
     .sub = lt_selector_rows,
     .sub_size = sizeof(lt_selector),
     .doc = "which source records"},
    {.key = "actions", .type = LT_ANY, .offset = FIELD(action_nodes), .doc = "what happens to them, in order"},
    {.key = "assumptions",
     .type = LT_MAPS,
     .offset = FIELD(assumptions),
     .fallback = "",
     .sub = assumption_rows,
     .sub_size = sizeof(lt_assumption),
     .doc = "what the documents do not say"},
    {.key = "costs",
     .type = LT_MAPS,
     .offset = FIELD(costs),
     .fallback = "",
     .sub = lt_cost_rows,
     .sub_size = sizeof(lt_cost),
     .doc = "what it costs a year, where a document or source says so"},
    {.key = NULL},
};

const char *const lt_order_names[LT_N_ORDERS] = {"capacity", "share", "fuel", "efficiency", "temporal", "alert"};
const char *const lt_tier_names[LT_N_TIERS] = {"", "yellow", "orange", "red"};

enum lt_tier lt_tier_find(const char *name) {
    for (int k = 1; k < LT_N_TIERS; k++)
        if (name != NULL && strcmp(name, lt_tier_names[k]) == 0) return (enum lt_tier)k;
    return LT_TIER_NONE;
}

/* The kind of an action node, or an error that names the nearest one. */
static lt_status action_kind(const lt_node *item, const lt_action_kind **out) {
    const lt_node *name = lt_node_get(item, "do");
    long n;
    const char *const *names = lt_action_names(&n);
    if (name == NULL || name->kind != LT_NODE_SCALAR)
        return LT_RAISE(LT_ERR_INPUT, .what = "an action does not say what it does", .where = lt_node_where(item),
                        .expected = "a key \"do\" with the name of an action", .found = "none",
                        .todo = "add the key; `lantian example measure` shows one");
    *out = lt_action_find(name->text);
    if (*out != NULL) return LT_OK;
    const char *near = lt_nearest_name(name->text, names, n);
    return LT_RAISE(LT_ERR_INPUT, .what = "unknown action", .where = lt_node_where(name), .found = name->text,
                    .expected = lt_one_of(names, n), .todo = near ? lt_fmt("did you mean %s?", near) : NULL);
}

static lt_status check_actions_node(const lt_node *actions) {
    if (actions != NULL && actions->kind == LT_NODE_LIST && actions->n > 0) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "a measure needs a list of actions",
                    .where = actions ? lt_node_where(actions) : NULL, .expected = "at least one item \"- do: ...\"",
                    .found = actions && actions->kind == LT_NODE_LIST ? "an empty list" : "no list",
                    .todo = "`lantian example measure` shows one");
}

static lt_status fill(lt_measure *measure, lt_node *document) {
    LT_TRY(lt_config_fill(document, lt_measure_rows, measure));
    LT_TRY(check_actions_node(measure->action_nodes));
    LT_TRY(lt_calloc((size_t)measure->action_nodes->n, sizeof *measure->actions, &measure->actions));
    for (int a = 0; a < measure->action_nodes->n; a++) {
        lt_action *action = &measure->actions[a];
        const lt_action_kind *kind;
        action->node = measure->action_nodes->items[a];
        LT_TRY(action_kind(action->node, &kind));
        LT_TRY(lt_calloc(1, kind->size, &action->params));
        action->kind = kind;
        measure->n_actions = a + 1;
        LT_TRY(lt_config_fill(measure->action_nodes->items[a], kind->rows, action->params));
    }
    measure->order = measure->actions[0].kind->order;
    for (int k = 0; k < LT_N_ORDERS; k++)
        if (lt_given(measure->order_text) && strcmp(measure->order_text, lt_order_names[k]) == 0)
            measure->order = (enum lt_order)k;
    measure->tier = lt_tier_find(measure->tier_text);
    if (measure->tier) measure->order = LT_ORDER_ALERT;
    return lt_assumption_share(measure);
}

void lt_measure_free(lt_measure *measure) {
    if (measure == NULL) return;
    for (long a = 0; a < measure->n_actions; a++) {
        lt_config_release(measure->actions[a].kind->rows, measure->actions[a].params);
        lt_free(measure->actions[a].params);
    }
    lt_free(measure->actions);
    lt_config_release(lt_measure_rows, measure);
    lt_node_free(measure->document);
    lt_free(measure);
}

const char *lt_measure_stem(const lt_measure *measure) {
    return lt_given(measure->variant_of) ? measure->variant_of : measure->id;
}

/* Faults one by one: with a report all of them, without one the first is the error. */
typedef struct judge {
    void (*report)(const char *text, void *context);
    void *context;
    long faults;
} judge;

static lt_status judged(judge *j, lt_status status) {
    if (status == LT_OK || j->report == NULL || status == LT_ERR_MEMORY) return status;
    char text[2048];
    lt_error_text(status, text, sizeof text);
    lt_error_clear();
    j->report(text, j->context);
    j->faults++;
    return LT_OK;
}

/* "2025", "2025-10" or "2025-10-31". */
static lt_status check_date(lt_measure *measure) {
    const char *text = measure->date;
    int year = 0, month = 1, day = 1, used = 0;
    if (!lt_given(text)) return LT_OK;
    const int got = sscanf(text, "%4d%n-%2d%n-%2d%n", &year, &used, &month, &used, &day, &used);
    const bool good = got >= 1 && text[used] == '\0' && year >= 1950 && year <= 2100 && month >= 1 && month <= 12 &&
                      day >= 1 && day <= 31;
    measure->year = year;
    if (good) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "date is not a date",
                    .where = lt_node_where(lt_node_get(measure->document, "date")),
                    .expected = "2025, 2025-10 or 2025-10-31", .found = text, .todo = "correct the date");
}

/* A document has titles: its own or those of the library's table. */
static lt_status check_document(const lt_measure *measure, lt_document *document) {
    const bool named = lt_given(document->name_en) && lt_given(document->name_zh);
    char *en = NULL, *zh = NULL;
    if (named) return LT_OK;
    LT_TRY(lt_library_document(document->id, &en, &zh));
    if (en == NULL || zh == NULL)
        return LT_RAISE(LT_ERR_INPUT, .what = "the measure names an unknown document",
                        .where = lt_node_where(lt_node_get(measure->document, "documents")),
                        .expected = "an id of library/documents.csv", .found = document->id,
                        .todo = lt_library_document_hint(document->id));
    free(document->name_en);
    free(document->name_zh);
    document->name_en = en;
    document->name_zh = zh;
    return LT_OK;
}

/* In hours of an alert a record does less, or is cleaner; it becomes no other. */
static lt_status check_hours(const lt_measure *measure, const lt_action *action) {
    if (measure->tier == LT_TIER_NONE || action->kind->in_hours) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "a measure of an alert has an action that cannot hold for hours",
                    .where = lt_node_where(action->node), .expected = "scale_activity, set_efficiency or cut_list",
                    .found = action->kind->name, .todo = "take the tier out, or give it another action");
}

static lt_status check_all(lt_measure *measure, judge *j) {
    const lt_assumption *assumptions = measure->assumptions.items;
    const lt_cost *costs = measure->costs.items;
    lt_document *documents = measure->documents.items;
    if (measure->documents.n == 0)
        LT_TRY(judged(j, LT_RAISE(LT_ERR_INPUT, .what = "a measure must cite a document",
                                  .where = lt_node_where(measure->document), .expected = "documents: with one item",
                                  .found = "none", .todo = "`lantian example measure` shows one")));
    for (long d = 0; d < measure->documents.n; d++) LT_TRY(judged(j, check_document(measure, &documents[d])));
    LT_TRY(judged(j, check_date(measure)));
    LT_TRY(judged(j, lt_selector_resolve(&measure->selector, lt_node_get(measure->document, "selector"))));
    for (long a = 0; a < measure->assumptions.n; a++) LT_TRY(judged(j, lt_assumption_check(measure, &assumptions[a])));
    for (long a = 0; a < measure->n_actions; a++) {
        LT_TRY(judged(j, check_hours(measure, &measure->actions[a])));
        LT_TRY(judged(j, measure->actions[a].kind->check(measure, &measure->actions[a])));
    }
    for (long a = 0; a < measure->assumptions.n; a++)
        LT_TRY(judged(j, lt_assumption_check_used(measure, &assumptions[a])));
    for (long c = 0; c < measure->costs.n; c++) LT_TRY(judged(j, lt_cost_check(measure, &costs[c])));
    return LT_OK;
}

/* Takes the document. */
static lt_status from_node(lt_node *document, lt_measure **out) {
    lt_measure *measure;
    lt_status status = lt_calloc(1, sizeof *measure, &measure);
    if (status != LT_OK) {
        lt_node_free(document);
        return status;
    }
    measure->document = document;
    measure->strength = 1;
    status = fill(measure, document);
    if (status == LT_OK) status = check_all(measure, &(judge){0});
    if (status == LT_OK)
        *out = measure;
    else
        lt_measure_free(measure);
    return status;
}

lt_status lt_measure_read(const char *path, lt_measure **out) {
    lt_node *document;
    LT_TRY(lt_node_read(path, &document));
    LT_TRY_CONTEXT(from_node(document, out), "reading measure %s", path);
    return LT_OK;
}

lt_status lt_measure_parse(const char *name, const char *text, lt_measure **out) {
    lt_node *document;
    LT_TRY(lt_node_parse(name, text, &document));
    return from_node(document, out);
}

/* Schema faults of the document and of its actions. */
static lt_status check_schema(lt_node *document, judge *j) {
    lt_status status = lt_config_faults(document, lt_measure_rows, j->report, j->context);
    if (status == LT_ERR_INPUT)
        j->faults++;
    else
        LT_TRY(status);
    lt_node *actions = lt_node_get(document, "actions");
    if (actions == NULL) return LT_OK; /* the schema has said so */
    LT_TRY(judged(j, check_actions_node(actions)));
    for (int a = 0; actions->kind == LT_NODE_LIST && a < actions->n; a++) {
        const lt_action_kind *kind = NULL;
        LT_TRY(judged(j, action_kind(actions->items[a], &kind)));
        if (kind == NULL) continue;
        status = lt_config_faults(actions->items[a], kind->rows, j->report, j->context);
        if (status == LT_ERR_INPUT)
            j->faults++;
        else
            LT_TRY(status);
    }
    return LT_OK;
}

lt_status lt_measure_check(lt_node *document, void (*report)(const char *text, void *context), void *context) {
    judge j = {.report = report, .context = context};
    LT_TRY(check_schema(document, &j));
    if (j.faults == 0) { /* only a document of the right form can be judged by meaning */
        lt_measure *measure;
        LT_TRY(lt_calloc(1, sizeof *measure, &measure));
        lt_status status = fill(measure, document);
        measure->document = document;
        if (status == LT_OK)
            status = check_all(measure, &j);
        else
            status = judged(&j, status);
        measure->document = NULL; /* the caller's */
        lt_measure_free(measure);
        LT_TRY(status);
    }
    if (j.faults == 0) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "the measure has faults", .where = document->file, .expected = "no fault",
                    .found = lt_fmt("%ld", (long)j.faults), .todo = "mend what is listed");
}
