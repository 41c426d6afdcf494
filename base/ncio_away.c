/* ncio_away.c - calls of ncio.h as bytes, and back. A call is its kind and its arguments: numbers of 8 bytes, texts and
 * arrays with their length before them, all padded to 8 bytes. */
#include "base/ncio_away.h"
#include "base/ncio_private.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

typedef enum call { CREATE, DIM, VAR, BITROUND, ATTR_TEXT, ATTR_DOUBLES, PUT_DOUBLE, PUT_FLOAT, PUT_STRINGS } call;

typedef struct extent {
    char name[128];
    size_t n; /* of a dimension its length, of a variable its values */
} extent;

typedef struct extents {
    extent *items;
    long n, room;
} extents;

struct lt_nc_away {
    lt_ncw_away_end end;
    void *context;
    char *bytes; /* calls that were not taken yet, behind those that were */
    long n, room;
    long taken;
    extents dims, variables;
};

/* --- keeping ------------------------------------------------------------------------------------------------------ */

static lt_status put(struct lt_nc_away *a, const void *data, size_t bytes) {
    const long n = (long)((bytes + 7) / 8 * 8);
    LT_TRY(lt_grow(&a->bytes, 1, a->n + n, &a->room));
    memset(a->bytes + a->n, 0, (size_t)n);
    if (bytes > 0) memcpy(a->bytes + a->n, data, bytes);
    a->n += n;
    return LT_OK;
}

static lt_status put_number(struct lt_nc_away *a, int64_t value) {
    return put(a, &value, sizeof value);
}

/* NULL has the length -1. */
static lt_status put_text(struct lt_nc_away *a, const char *text) {
    LT_TRY(put_number(a, text ? (int64_t)strlen(text) : -1));
    return text ? put(a, text, strlen(text) + 1) : LT_OK;
}

static lt_status put_array(struct lt_nc_away *a, const void *data, size_t n, size_t item) {
    LT_TRY(put_number(a, (int64_t)n));
    return put(a, data, n * item);
}

/* A new call; those that were taken make room. */
static lt_status begin(lt_ncw *file, call kind) {
    struct lt_nc_away *a = file->away;
    if (a->taken > 0) {
        memmove(a->bytes, a->bytes + a->taken, (size_t)(a->n - a->taken));
        a->n -= a->taken;
        a->taken = 0;
    }
    return put_number(a, kind);
}

static lt_status remember(extents *list, const char *name, size_t n) {
    LT_TRY(lt_grow(&list->items, sizeof *list->items, list->n + 1, &list->room));
    extent *e = &list->items[list->n++];
    snprintf(e->name, sizeof e->name, "%s", name);
    e->n = n;
    return LT_OK;
}

static lt_status recall(const lt_ncw *file, const extents *list, const char *name, size_t *n) {
    *n = 0;
    for (long k = list->n; k-- > 0;) {
        if (strcmp(list->items[k].name, name) != 0) continue;
        *n = list->items[k].n;
        return LT_OK;
    }
    return LT_RAISE(LT_ERR_INTERNAL, .what = "a dimension or variable has not been defined",
                    .where = lt_fmt("%s, %s", file->path, name));
}

lt_status lt_nc_away_dim(lt_ncw *file, const char *name, size_t length) {
    LT_TRY(begin(file, DIM));
    LT_TRY(put_text(file->away, name));
    LT_TRY(put_number(file->away, (int64_t)length));
    return remember(&file->away->dims, name, length);
}

static lt_status count_values(const lt_ncw *file, const char *dims, size_t *n) {
    char text[256], *rest = NULL;
    *n = 1;
    snprintf(text, sizeof text, "%s", dims ? dims : "");
    for (char *word = strtok_r(text, " ", &rest); word; word = strtok_r(NULL, " ", &rest)) {
        size_t length;
        LT_TRY(recall(file, &file->away->dims, word, &length));
        *n *= length;
    }
    return LT_OK;
}

lt_status lt_nc_away_var(lt_ncw *file, const lt_field *field, int nc_type, bool deflate) {
    const char *const texts[] = {field->name, field->standard_name, field->units, field->dims, field->description};
    size_t n;
    LT_TRY(count_values(file, field->dims, &n));
    LT_TRY(begin(file, VAR));
    for (size_t t = 0; t < sizeof texts / sizeof *texts; t++) LT_TRY(put_text(file->away, texts[t]));
    LT_TRY(put_number(file->away, nc_type));
    LT_TRY(put_number(file->away, deflate));
    return remember(&file->away->variables, field->name, n);
}

lt_status lt_nc_away_bitround(lt_ncw *file, const char *variable, int bits) {
    LT_TRY(begin(file, BITROUND));
    LT_TRY(put_text(file->away, variable));
    return put_number(file->away, bits);
}

lt_status lt_nc_away_attr_text(lt_ncw *file, const char *variable, const char *name, const char *text) {
    LT_TRY(begin(file, ATTR_TEXT));
    LT_TRY(put_text(file->away, variable));
    LT_TRY(put_text(file->away, name));
    return put_text(file->away, text);
}

lt_status lt_nc_away_attr_doubles(lt_ncw *file, const char *variable, const char *name, size_t n,
                                  const double *values) {
    LT_TRY(begin(file, ATTR_DOUBLES));
    LT_TRY(put_text(file->away, variable));
    LT_TRY(put_text(file->away, name));
    return put_array(file->away, values, n, sizeof *values);
}

static lt_status put_values(lt_ncw *file, call kind, const char *variable, const void *data, size_t item) {
    size_t n;
    LT_TRY(recall(file, &file->away->variables, variable, &n));
    LT_TRY(begin(file, kind));
    LT_TRY(put_text(file->away, variable));
    return put_array(file->away, data, n, item);
}

lt_status lt_nc_away_put_double(lt_ncw *file, const char *variable, const double *data) {
    return put_values(file, PUT_DOUBLE, variable, data, sizeof *data);
}

lt_status lt_nc_away_put_float(lt_ncw *file, const char *variable, const float *data) {
    return put_values(file, PUT_FLOAT, variable, data, sizeof *data);
}

lt_status lt_nc_away_put_strings(lt_ncw *file, const char *variable, const char *const *data) {
    size_t n;
    LT_TRY(recall(file, &file->away->variables, variable, &n));
    LT_TRY(begin(file, PUT_STRINGS));
    LT_TRY(put_text(file->away, variable));
    LT_TRY(put_number(file->away, (int64_t)n));
    for (size_t k = 0; k < n; k++) LT_TRY(put_text(file->away, data[k]));
    return LT_OK;
}

lt_status lt_nc_away_record(const lt_ncw *file, const char *variable) {
    return LT_RAISE(LT_ERR_INTERNAL, .what = "a record of a file that another process writes",
                    .where = lt_fmt("%s, variable %s", file->path, variable));
}

lt_status lt_ncw_create_away(lt_outdir *dir, const char *name, const char *title, lt_ncw_away_end end, void *context,
                             lt_ncw **out) {
    char path[4096];
    lt_ncw *file;
    *out = NULL;
    LT_TRY(lt_outdir_join(dir, name, path, sizeof path));
    LT_TRY(lt_calloc(1, sizeof *file, &file));
    file->dir = dir;
    file->name = strdup(name);
    file->path = strdup(path);
    lt_status status = lt_calloc(1, sizeof *file->away, &file->away);
    if (status == LT_OK && (!file->name || !file->path))
        status = LT_RAISE(LT_ERR_MEMORY, .what = "no memory for a file", .where = name);
    if (status == LT_OK) {
        file->away->end = end;
        file->away->context = context;
        status = begin(file, CREATE);
    }
    if (status == LT_OK) status = put_text(file->away, name);
    if (status == LT_OK) status = put_text(file->away, title);
    if (status == LT_OK)
        *out = file;
    else
        lt_ncw_abandon(file);
    return status;
}

bool lt_ncw_is_away(const lt_ncw *file) {
    return file && file->away;
}

const void *lt_ncw_calls(lt_ncw *file, size_t *bytes) {
    struct lt_nc_away *a = file->away;
    const char *calls = a->bytes + a->taken;
    *bytes = (size_t)(a->n - a->taken);
    a->taken = a->n;
    return calls;
}

lt_status lt_nc_away_commit(lt_ncw *file) {
    lt_digest digest;
    LT_TRY(file->away->end(file->away->context, file, digest));
    return lt_outdir_enter(file->dir, file->name, digest);
}

void lt_nc_away_free(struct lt_nc_away *a) {
    if (!a) return;
    lt_free(a->bytes);
    lt_free(a->dims.items);
    lt_free(a->variables.items);
    lt_free(a);
}

/* --- making ------------------------------------------------------------------------------------------------------- */

typedef struct reader {
    const char *at, *end;
    bool bad;
} reader;

static const void *take(reader *r, size_t n, size_t item) {
    const size_t left = (size_t)(r->end - r->at);
    const char *at = r->at;
    if (r->bad || n > left / item) {
        r->bad = true;
        return NULL;
    }
    const size_t bytes = (n * item + 7) / 8 * 8;
    r->bad = bytes > left;
    r->at = r->bad ? r->end : at + bytes;
    return r->bad ? NULL : at;
}

static int64_t take_number(reader *r) {
    const void *at = take(r, 1, sizeof(int64_t));
    int64_t value = 0;
    if (at) memcpy(&value, at, sizeof value);
    return value;
}

static const char *take_text(reader *r) {
    const int64_t length = take_number(r);
    if (r->bad || length < 0) return NULL;
    const char *text = take(r, (size_t)length + 1, 1);
    if (text && text[length] != '\0') r->bad = true;
    return r->bad ? NULL : text;
}

static const void *take_array(reader *r, size_t item, size_t *n) {
    const int64_t count = take_number(r);
    *n = count < 0 ? 0 : (size_t)count;
    if (count < 0) r->bad = true;
    return take(r, *n, item);
}

static lt_status raise_bad(void) {
    return LT_RAISE(LT_ERR_INTERNAL, .what = "calls of a file that cannot be understood",
                    .where = "a file that another process asked for", .expected = "calls as lt_ncw_calls has them",
                    .found = "others", .todo = "run the same program in all processes");
}

static lt_status play_create(lt_outdir *dir, reader *r, lt_ncw **file) {
    const char *name = take_text(r), *title = take_text(r);
    return !name || !title || *file ? raise_bad() : lt_ncw_create(dir, name, title, file);
}

static lt_status play_var(reader *r, lt_ncw *file) {
    lt_field field = {0};
    field.name = take_text(r);
    field.standard_name = take_text(r);
    field.units = take_text(r);
    field.dims = take_text(r);
    field.description = take_text(r);
    const int type = (int)take_number(r);
    const bool deflate = take_number(r) != 0;
    if (r->bad || !field.name) return raise_bad();
    return deflate ? lt_ncw_var(file, &field, type) : lt_ncw_var_plain(file, &field, type);
}

static lt_status play_strings(reader *r, lt_ncw *file) {
    const char *variable = take_text(r), **words;
    const int64_t n = take_number(r);
    if (r->bad || !variable || n < 0 || n > r->end - r->at) return raise_bad();
    LT_TRY(lt_calloc((size_t)n, sizeof *words, &words));
    for (int64_t k = 0; k < n; k++) words[k] = take_text(r);
    const lt_status status = r->bad ? raise_bad() : lt_ncw_put_strings(file, variable, words);
    lt_free(words);
    return status;
}

static lt_status play_dim(reader *r, lt_ncw *file) {
    const char *name = take_text(r);
    const int64_t length = take_number(r);
    return r->bad || !name ? raise_bad() : lt_ncw_dim(file, name, (size_t)length);
}

static lt_status play_bitround(reader *r, lt_ncw *file) {
    const char *variable = take_text(r);
    const int bits = (int)take_number(r);
    return r->bad || !variable ? raise_bad() : lt_ncw_bitround(file, variable, bits);
}

static lt_status play_attribute(reader *r, lt_ncw *file, bool of_text) {
    const char *variable = take_text(r), *name = take_text(r);
    size_t n;
    if (of_text) {
        const char *text = take_text(r);
        return r->bad || !name ? raise_bad() : lt_ncw_attr_text(file, variable, name, text);
    }
    const double *values = take_array(r, sizeof *values, &n);
    return r->bad || !name ? raise_bad() : lt_ncw_attr_doubles(file, variable, name, n, values);
}

static lt_status play_values(reader *r, lt_ncw *file, bool of_floats) {
    const char *variable = take_text(r);
    size_t n;
    const void *values = take_array(r, of_floats ? sizeof(float) : sizeof(double), &n);
    if (r->bad || !variable) return raise_bad();
    return of_floats ? lt_ncw_put_float(file, variable, values) : lt_ncw_put_double(file, variable, values);
}

static lt_status play(lt_outdir *dir, reader *r, lt_ncw **file) {
    const int64_t kind = take_number(r);
    if (r->bad || (kind != CREATE && !*file)) return raise_bad();
    switch (kind) {
    case CREATE:
        return play_create(dir, r, file);
    case DIM:
        return play_dim(r, *file);
    case VAR:
        return play_var(r, *file);
    case BITROUND:
        return play_bitround(r, *file);
    case ATTR_TEXT:
        return play_attribute(r, *file, true);
    case ATTR_DOUBLES:
        return play_attribute(r, *file, false);
    case PUT_DOUBLE:
        return play_values(r, *file, false);
    case PUT_FLOAT:
        return play_values(r, *file, true);
    case PUT_STRINGS:
        return play_strings(r, *file);
    default:
        return raise_bad();
    }
}

lt_status lt_ncw_play(lt_outdir *dir, const void *calls, size_t bytes, lt_ncw **file) {
    reader r = {calls, (const char *)calls + bytes, false};
    while (r.at < r.end) LT_TRY(play(dir, &r, file));
    return LT_OK;
}
