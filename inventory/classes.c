/* classes.c - see classes.h. Rows are kept sorted by sector, process, technology, so that a class is found by halving:
 * at most three times for the three forms of a row. */
#include "inventory/classes.h"

#include "base/csv.h"
#include "base/outdir.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *const lt_class_system_names[LT_N_CLASS_SYSTEMS] = {
#define LT_CLASS_SYSTEM_NAME(id, name) name,
    LT_CLASS_SYSTEM_LIST(LT_CLASS_SYSTEM_NAME)
#undef LT_CLASS_SYSTEM_NAME
};

typedef struct class_row {
    const char *key[3];           /* sector, process, technology; in the table */
    int name[LT_N_CLASS_SYSTEMS]; /* into names */
    long row;                     /* in the table */
} class_row;

struct lt_classes {
    lt_csv *map; /* holds the texts of the keys */
    lt_class_name *names;
    long n_names;
    class_row *rows;
    long n_rows;
};

static int system_of(const char *name) {
    for (int s = 0; s < LT_N_CLASS_SYSTEMS; s++)
        if (strcmp(lt_class_system_names[s], name) == 0) return s;
    return -1;
}

static const lt_class_name *by_id(const lt_classes *c, int system, const char *id) {
    for (long k = 0; k < c->n_names; k++)
        if (c->names[k].system == (lt_class_system)system && strcmp(c->names[k].id, id) == 0) return &c->names[k];
    return NULL;
}

/* --- names -------------------------------------------------------------------------------------------------------- */

static lt_status put(const lt_csv *t, long r, int column, char *out, size_t size) {
    const char *text = lt_csv_text(t, r, column);
    if (strlen(text) >= size)
        return LT_RAISE(LT_ERR_INPUT, .what = "a name is too long", .where = lt_csv_where(t, r, column),
                        .expected = lt_fmt("at most %zu bytes", size - 1), .found = lt_fmt("\"%.60s\"", text),
                        .todo = "shorten it");
    snprintf(out, size, "%s", text);
    return LT_OK;
}

static lt_status read_name(const lt_csv *t, long r, const int *c, lt_classes *out) {
    lt_class_name *name = &out->names[out->n_names];
    const int system = system_of(lt_csv_text(t, r, c[0]));
    if (system < 0)
        return LT_RAISE(LT_ERR_INPUT, .what = "unknown system of classes", .where = lt_csv_where(t, r, c[0]),
                        .expected = "guideline1, guideline2, tcses144, ipcc2006, snap97 or gnfr",
                        .found = lt_fmt("\"%s\"", lt_csv_text(t, r, c[0])), .todo = "correct the name");
    name->system = (lt_class_system)system;
    LT_TRY(put(t, r, c[1], name->id, sizeof name->id));
    LT_TRY(put(t, r, c[2], name->code, sizeof name->code));
    LT_TRY(put(t, r, c[3], name->zh, sizeof name->zh));
    LT_TRY(put(t, r, c[4], name->en, sizeof name->en));
    LT_TRY(put(t, r, c[5], name->parent, sizeof name->parent));
    if (by_id(out, system, name->id))
        return LT_RAISE(LT_ERR_INPUT, .what = "a class stands twice", .where = lt_csv_where(t, r, c[1]),
                        .expected = "every id once in its system", .found = lt_fmt("%s again", name->id),
                        .todo = "remove one of the rows");
    const int above = system == LT_GUIDELINE2 ? LT_GUIDELINE1 : system;
    if (name->parent[0] && !by_id(out, above, name->parent))
        return LT_RAISE(LT_ERR_INPUT, .what = "unknown parent of a class", .where = lt_csv_where(t, r, c[5]),
                        .expected = "the id of a class in a row before", .found = lt_fmt("\"%s\"", name->parent),
                        .todo = "correct the id, or put the parent first");
    out->n_names++;
    return LT_OK;
}

static lt_status read_names(const char *path, lt_classes *out) {
    static const char *const columns[] = {"system", "id",   "code",   "name_zh", "name_en",
                                          "parent", "mark", "source", NULL};
    lt_csv *t;
    int c[8];
    LT_TRY(lt_csv_read(path, &t));
    lt_status status = lt_csv_exactly(t, columns, c);
    if (status == LT_OK) status = lt_calloc((size_t)lt_csv_rows(t), sizeof *out->names, &out->names);
    for (long r = 0; status == LT_OK && r < lt_csv_rows(t); r++) status = read_name(t, r, c, out);
    lt_csv_free(t);
    return status;
}

/* --- the map ------------------------------------------------------------------------------------------------------ */

static int compare_keys(const void *a, const void *b) {
    const class_row *x = a, *y = b;
    int order = strcmp(x->key[0], y->key[0]);
    if (order == 0) order = strcmp(x->key[1], y->key[1]);
    return order ? order : strcmp(x->key[2], y->key[2]);
}

static lt_status read_row(const lt_csv *t, long r, const int *c, lt_classes *out) {
    class_row *row = &out->rows[out->n_rows++];
    row->row = r;
    for (int k = 0; k < 3; k++) row->key[k] = lt_csv_text(t, r, c[k]);
    if (!row->key[0][0] || strcmp(row->key[0], "*") == 0 || !row->key[1][0] || !row->key[2][0] ||
        (strcmp(row->key[1], "*") == 0 && strcmp(row->key[2], "*") != 0))
        return LT_RAISE(LT_ERR_INPUT, .what = "a row of classes that cannot be placed",
                        .where = lt_csv_where(t, r, c[0]),
                        .expected = "sector, then a process or *, then (of a process) a technology or *",
                        .found = lt_fmt("\"%s\", \"%s\", \"%s\"", row->key[0], row->key[1], row->key[2]),
                        .todo = "name the process");
    for (int s = LT_GUIDELINE2; s < LT_N_CLASS_SYSTEMS; s++) {
        const int column = c[2 + s];
        const lt_class_name *name = by_id(out, s, lt_csv_text(t, r, column));
        if (!name && s == LT_GNFR) name = lt_classes_find(out, LT_GNFR, lt_csv_text(t, r, column));
        if (!name)
            return LT_RAISE(LT_ERR_INPUT, .what = "unknown class", .where = lt_csv_where(t, r, column),
                            .expected = lt_fmt("an id of system %s in class_names.csv", lt_class_system_names[s]),
                            .found = lt_fmt("\"%s\"", lt_csv_text(t, r, column)), .todo = "correct the id");
        row->name[s] = (int)(name - out->names);
    }
    const lt_class_name *first = by_id(out, LT_GUIDELINE1, out->names[row->name[LT_GUIDELINE2]].parent);
    row->name[LT_GUIDELINE1] = first ? (int)(first - out->names) : row->name[LT_GUIDELINE2];
    return LT_OK;
}

static lt_status judge_twins(const lt_classes *c) {
    for (long k = 1; k < c->n_rows; k++)
        if (compare_keys(&c->rows[k - 1], &c->rows[k]) == 0)
            return LT_RAISE(LT_ERR_INPUT, .what = "a process has two rows of classes",
                            .where = lt_csv_where(c->map, c->rows[k].row, 0), .expected = "one row",
                            .found = lt_fmt("%s, %s, %s also in %s", c->rows[k].key[0], c->rows[k].key[1],
                                            c->rows[k].key[2], lt_csv_where(c->map, c->rows[k - 1].row, 0)),
                            .todo = "remove one of the rows");
    return LT_OK;
}

static lt_status read_map(const char *path, lt_classes *out) {
    static const char *const columns[] = {"sector", "process", "technology", "class2", "tcses144", "ipcc2006",
                                          "snap97", "gnfr",    "mark",       "source", NULL};
    int c[10];
    LT_TRY(lt_csv_read(path, &out->map));
    const lt_csv *t = out->map;
    LT_TRY(lt_csv_exactly(t, columns, c));
    LT_TRY(lt_calloc((size_t)lt_csv_rows(t), sizeof *out->rows, &out->rows));
    for (long r = 0; r < lt_csv_rows(t); r++) LT_TRY(read_row(t, r, c, out));
    qsort(out->rows, (size_t)out->n_rows, sizeof *out->rows, compare_keys);
    return judge_twins(out);
}

lt_status lt_classes_read_files(const char *names_path, const char *map_path, lt_classes **out) {
    lt_classes *classes;
    *out = NULL;
    LT_TRY(lt_calloc(1, sizeof *classes, &classes));
    lt_status status = read_names(names_path, classes);
    if (status == LT_OK) status = read_map(map_path, classes);
    if (status == LT_OK)
        *out = classes;
    else
        lt_classes_free(classes);
    return status;
}

lt_status lt_classes_read(lt_classes **out) {
    char names[512], map[512];
    *out = NULL;
    LT_TRY(lt_share_path("inventory/data/class_names.csv", names, sizeof names));
    LT_TRY(lt_share_path("inventory/data/classes.csv", map, sizeof map));
    return lt_classes_read_files(names, map, out);
}

void lt_classes_free(lt_classes *classes) {
    if (!classes) return;
    lt_csv_free(classes->map);
    lt_free(classes->names);
    lt_free(classes->rows);
    lt_free(classes);
}

/* --- questions ---------------------------------------------------------------------------------------------------- */

const lt_class_name *lt_classes_of(const lt_classes *c, lt_class_system system, const char *sector, const char *process,
                                   const char *technology) {
    const class_row wanted[] = {
        {.key = {sector, process, technology}}, {.key = {sector, process, "*"}}, {.key = {sector, "*", "*"}}};
    for (int k = 0; k < 3; k++) {
        const class_row *row = bsearch(&wanted[k], c->rows, (size_t)c->n_rows, sizeof *c->rows, compare_keys);
        if (row) return &c->names[row->name[system]];
    }
    return NULL;
}

const lt_class_name *lt_classes_find(const lt_classes *c, lt_class_system system, const char *text) {
    const bool number_will_do = system == LT_IPCC2006 || system == LT_SNAP97 || system == LT_GNFR;
    for (long k = 0; k < c->n_names; k++) {
        const lt_class_name *name = &c->names[k];
        if (name->system != system) continue;
        if (strcmp(text, name->id) == 0 || strcmp(text, name->zh) == 0 || strcmp(text, name->en) == 0) return name;
        if (number_will_do && strcmp(text, name->code) == 0) return name;
        const size_t length = strlen(name->code);
        if (strncmp(text, name->code, length) == 0 && text[length] == ' ' && strcmp(text + length + 1, name->zh) == 0)
            return name;
    }
    return NULL;
}

const lt_class_name *lt_classes_names(const lt_classes *classes, long *n) {
    *n = classes->n_names;
    return classes->names;
}
