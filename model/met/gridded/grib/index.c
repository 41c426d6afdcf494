/* index.c - headers of all messages of a file, in one pass. See index.h. */
#include "model/met/gridded/grib/index.h"

#include <stdio.h>
#include <string.h>

/* --- a message in the hands of ecCodes --- */

static const char *where_of(const char *path, int number, int64_t offset) {
    return lt_fmt("%s, message %d, from byte %lld", path, number, (long long)offset);
}

const char *lt_grib_index_where(const lt_grib_index *index, const lt_grib_message *message) {
    return where_of(index->path, message->number, message->offset);
}

static lt_status take(lt_grib_index *index, const lt_grib_frame *frame, int part, codes_handle **out) {
    const void *bytes;
    size_t size;
    LT_TRY(lt_grib_file_field(index->file, frame, part, &bytes, &size));
    *out = codes_handle_new_from_message_copy(NULL, bytes, size);
    if (*out) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "ecCodes does not take a GRIB message",
                    .where = where_of(index->path, frame->number, frame->offset), .expected = "a whole message",
                    .found = lt_fmt("%zu bytes that are none", size), .todo = "get the file again");
}

lt_status lt_grib_index_handle(lt_grib_index *index, const lt_grib_message *message, codes_handle **out) {
    lt_grib_frame frame;
    bool found;
    LT_TRY(lt_grib_file_next(index->file, message->offset, message->number, &frame, &found));
    if (found && frame.offset == message->offset && message->part < frame.n_fields)
        return take(index, &frame, message->part, out);
    return LT_RAISE(LT_ERR_INPUT, .what = "a GRIB file changed while it was read",
                    .where = lt_grib_index_where(index, message), .expected = "the message that was there",
                    .found = "another one", .todo = "run again when the file is complete");
}

lt_status lt_grib_index_values(lt_grib_index *index, const lt_grib_message *message, double *values) {
    codes_handle *handle;
    size_t n = (size_t)index->lattice.n, size = 0;
    LT_TRY(lt_grib_index_handle(index, message, &handle));
    codes_set_double(handle, "missingValue", LT_GRIB_MISSING);
    int code = codes_get_size(handle, "values", &size);
    const bool fits = code == CODES_SUCCESS && size == n;
    if (fits) code = codes_get_double_array(handle, "values", values, &n);
    codes_handle_delete(handle);
    if (fits && code == CODES_SUCCESS) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "values of a GRIB message cannot be unpacked",
                    .where = lt_grib_index_where(index, message), .expected = lt_fmt("%ld values", index->lattice.n),
                    .found = code == CODES_SUCCESS ? lt_fmt("%zu values", size) : codes_get_error_message(code),
                    .todo = "get the file again, or repack it with `grib_set -r -s packingType=grid_simple`");
}

/* --- one header after the other --- */

/* Names of what is not used, each once, for the notes and for the error when nothing is; not those that are used on
 * other levels (temperature at the tropopause). */
static lt_status leave(lt_grib_index *index, codes_handle *handle, const lt_grib_header *header) {
    const char *kept, *why = header->unusable;
    char name[64];
    if (header->elsewhere) return LT_OK;
    lt_grib_header_name(handle, name, sizeof name);
    const char *text = why ? lt_fmt("%s (%s)", name, why) : name;
    if (lt_texts_number(index->left, text) >= 0) return LT_OK;
    LT_TRY(lt_texts_keep(index->left, text, &kept));
    LT_TRY(lt_texts_set_number(index->left, text, index->n_left++));
    const size_t used = strlen(index->left_text);
    const bool fits = used + strlen(text) + 8 < sizeof index->left_text;
    if (!index->left_cut)
        snprintf(index->left_text + used, sizeof index->left_text - used, "%s%s", used ? ", " : "",
                 fits ? text : "...");
    index->left_cut |= !fits;
    return LT_OK;
}

static lt_status raise_grids(const lt_grib_index *index, const lt_grib_lattice *other, const char *where,
                             const char *name) {
    return LT_RAISE(
        LT_ERR_INPUT, .what = "fields on two grids in one GRIB file", .where = where,
        .expected = lt_fmt("the grid of message %d: %s", index->lattice.message, lt_grib_lattice_text(&index->lattice)),
        .found = lt_fmt("%s on %s", name, lt_grib_lattice_text(other)),
        .todo = "make a file of each grid, e.g. `grib_copy in.grib [gridType]_[Ni].grib`, and name one; or "
                "bring both to one grid with `cdo remapbil`");
}

static lt_status raise_members(const lt_grib_index *index, int member, const char *where) {
    return LT_RAISE(LT_ERR_INPUT, .what = "several members of an ensemble in one GRIB file", .where = where,
                    .expected = "one member", .found = lt_fmt("members %d and %d", index->member, member),
                    .todo = lt_fmt("take one: `grib_copy -w number=%d in.grib out.grib`", index->member));
}

/* Fields of one file stand on one grid. */
static lt_status judge_lattice(lt_grib_index *index, codes_handle *handle, int number, const char *where) {
    lt_grib_lattice lattice;
    lt_status status = lt_grib_lattice_read(handle, where, &lattice);
    lattice.message = number;
    if (status == LT_OK && index->n == 0) {
        index->lattice = lattice;
        return LT_OK;
    }
    if (status == LT_OK && !lt_grib_lattice_same(&index->lattice, &lattice)) {
        char name[64];
        lt_grib_header_name(handle, name, sizeof name);
        status = raise_grids(index, &lattice, where, name);
    }
    lt_free(lattice.row);
    return status;
}

static lt_status take_coefficients(lt_grib_index *index, codes_handle *handle) {
    size_t n = 0;
    if (index->pv || codes_get_size(handle, "pv", &n) != CODES_SUCCESS || n < 4 || n % 2) return LT_OK;
    LT_TRY(lt_calloc(n, sizeof *index->pv, &index->pv));
    if (codes_get_double_array(handle, "pv", index->pv, &n) == CODES_SUCCESS) index->n_pv = (long)n;
    return LT_OK;
}

static lt_status keep(lt_grib_index *index, const lt_grib_frame *frame, int part, const lt_grib_header *header) {
    const lt_grib_row *row = lt_grib_row_at(header->row);
    LT_TRY(lt_grow(&index->items, sizeof *index->items, index->n + 1, &index->room));
    index->items[index->n++] = (lt_grib_message){.offset = frame->offset,
                                                 .level = header->level,
                                                 .scale = header->scale,
                                                 .begin = header->begin,
                                                 .end = header->end,
                                                 .number = frame->number,
                                                 .part = part,
                                                 .row = header->row,
                                                 .field = row->field,
                                                 .hybrid = row->level == LT_GRIB_HYBRID,
                                                 .mean_state = header->mean_state,
                                                 .turned = header->turned,
                                                 .saturation = header->saturation};
    return LT_OK;
}

static lt_status take_header(lt_grib_index *index, codes_handle *handle, const lt_grib_frame *frame, int part) {
    const char *where = where_of(index->path, frame->number, frame->offset);
    char place[1200]; /* where lives in a buffer that rotates */
    lt_grib_header header;
    snprintf(place, sizeof place, "%s", where);
    LT_TRY(lt_grib_header_read(handle, place, &header));
    if (header.row < 0 || header.unusable) return leave(index, handle, &header);
    LT_TRY(judge_lattice(index, handle, frame->number, place));
    if (index->n == 0) {
        index->member = header.member;
        index->first_base = index->last_base = header.base;
        snprintf(index->source, sizeof index->source, "%s", header.source);
    }
    if (header.member != index->member) return raise_members(index, header.member, place);
    if (header.base < index->first_base) index->first_base = header.base;
    if (header.base > index->last_base) index->last_base = header.base;
    if (lt_grib_row_at(header.row)->level == LT_GRIB_HYBRID) LT_TRY(take_coefficients(index, handle));
    return keep(index, frame, part, &header);
}

static lt_status read_messages(lt_grib_index *index) {
    lt_grib_frame frame;
    bool found = true;
    for (int64_t at = 0;; at = frame.offset + frame.length) {
        LT_TRY(lt_grib_file_next(index->file, at, index->n_messages + 1, &frame, &found));
        if (!found) return LT_OK;
        index->n_messages++;
        for (int part = 0; part < frame.n_fields; part++) {
            codes_handle *handle;
            LT_TRY(take(index, &frame, part, &handle));
            const lt_status status = take_header(index, handle, &frame, part);
            codes_handle_delete(handle);
            LT_TRY(status);
        }
    }
}

/* ECMWF keeps the geopotential of the ground on model level 1, beside the logarithm of its pressure. */
static void find_terrain(lt_grib_index *index) {
    for (long m = 0; m < index->n; m++)
        if (index->items[m].field == LT_G_HEIGHT && index->items[m].hybrid && index->items[m].level != 1) return;
    for (long m = 0; m < index->n; m++)
        if (index->items[m].field == LT_G_HEIGHT && index->items[m].hybrid) {
            index->items[m].field = LT_G_TERRAIN;
            index->items[m].level = 0.0;
        }
    return;
}

static lt_status raise_nothing(const lt_grib_index *index) {
    return LT_RAISE(LT_ERR_INPUT, .what = "a GRIB file without weather that is used", .where = index->path,
                    .expected = "temperature, wind, humidity, pressure ... as model/met/gridded/README.md lists them",
                    .found = lt_fmt("%d messages: %s", index->n_messages,
                                    index->n_left ? index->left_text : "none on a level that is used"),
                    .todo = "`lantian example era5-request` and `gfs-request` show what to ask for");
}

static void no_words(const grib_context *context, int level, const char *text) {
    (void)context;
    (void)level;
    (void)text;
}

lt_status lt_grib_index_read(const char *path, lt_grib_index **out) {
    lt_grib_index *index = NULL;
    codes_context_set_logging_proc(codes_context_get_default(), no_words); /* ecCodes would print */
    LT_TRY(lt_calloc(1, sizeof *index, &index));
    snprintf(index->path, sizeof index->path, "%s", path);
    lt_status status = lt_texts_create(&index->left);
    if (status == LT_OK) status = lt_grib_file_open(path, &index->file);
    if (status == LT_OK) status = read_messages(index);
    if (status == LT_OK && index->n == 0) status = raise_nothing(index);
    if (status != LT_OK) {
        lt_grib_index_free(index);
        return status;
    }
    find_terrain(index);
    *out = index;
    return LT_OK;
}

void lt_grib_index_free(lt_grib_index *index) {
    if (!index) return;
    lt_grib_file_close(index->file);
    lt_free(index->items);
    lt_free(index->lattice.row);
    lt_free(index->pv);
    lt_texts_free(index->left);
    lt_free(index);
}
