/* frame.c - messages of a GRIB file. See frame.h.
 *
 * Edition 1: "GRIB", 3 bytes of length, 1 byte edition; sections 1, [2], [3], 4 with 3 bytes of length each; "7777". If
 * the top bit of the length is set and section 4 states less than 120, the length counts 120 bytes, and section 4 holds
 * what is too much (ECMWF, for messages beyond 8 MB; the rule of ecCodes, V). Edition 2: "GRIB", 2 bytes, discipline,
 * edition, 8 bytes of length; sections with 4 bytes of length and 1 byte number; sections 2-7, 3-7 or 4-7 may come
 * again for each further field; "7777" (WMO Manual on Codes, FM 92). Big endian. */
#include "model/met/gridded/grib/frame.h"

#include "base/outdir.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct lt_grib_file {
    FILE *stream;
    int64_t size;
    char path[1024];
    unsigned char *message, *field; /* the message as it lies, a field of it as a message */
    long message_room, field_room;
    int64_t held; /* offset of the message in memory, -1: none */
};

static uint64_t number_of(const unsigned char *bytes, int n) {
    uint64_t value = 0;
    for (int b = 0; b < n; b++) value = value << 8 | bytes[b];
    return value;
}

lt_status lt_grib_file_open(const char *path, lt_grib_file **out) {
    lt_grib_file *file = NULL;
    LT_TRY(lt_calloc(1, sizeof *file, &file));
    file->held = -1;
    snprintf(file->path, sizeof file->path, "%s", path);
    file->stream = fopen(path, "rbe");
    if (!file->stream || fseeko(file->stream, 0, SEEK_END) != 0 || (file->size = ftello(file->stream)) < 0) {
        const int error_number = errno;
        lt_grib_file_close(file);
        return lt_errno_raise(error_number, "read", path);
    }
    *out = file;
    return LT_OK;
}

void lt_grib_file_close(lt_grib_file *file) {
    if (!file) return;
    if (file->stream) fclose(file->stream);
    lt_free(file->message);
    lt_free(file->field);
    lt_free(file);
}

int64_t lt_grib_file_size(const lt_grib_file *file) {
    return file->size;
}

static bool read_at(lt_grib_file *file, int64_t offset, void *to, size_t n) {
    return offset >= 0 && offset <= file->size && (int64_t)n <= file->size - offset &&
           fseeko(file->stream, offset, SEEK_SET) == 0 && fread(to, 1, n, file->stream) == n;
}

static lt_status raise_frame(const lt_grib_file *file, int number, int64_t offset, const char *expected,
                             const char *found) {
    return LT_RAISE(LT_ERR_INPUT, .what = "a GRIB message is cut off or damaged",
                    .where = lt_fmt("%s, message %d, from byte %lld", file->path, number, (long long)offset),
                    .expected = expected, .found = found, .todo = "get the file again");
}

/* The first "GRIB" at or after a byte; -1: none. */
static int64_t find_start(lt_grib_file *file, int64_t from) {
    unsigned char piece[65536];
    while (from < file->size) {
        const int64_t left = file->size - from;
        const size_t n = left < (int64_t)sizeof piece ? (size_t)left : sizeof piece;
        if (n < 4 || !read_at(file, from, piece, n)) return -1;
        const unsigned char *at = memmem(piece, n, "GRIB", 4);
        if (at) return from + (at - piece);
        from += (int64_t)n - 3;
    }
    return -1;
}

/* Length of a message of edition 1; 0: damaged. */
static int64_t length_1(lt_grib_file *file, int64_t offset, const unsigned char *head) {
    const int64_t stated = (int64_t)number_of(head + 4, 3);
    unsigned char section[8];
    if (!(stated & 0x800000)) return stated;
    if (!read_at(file, offset + 8, section, 8)) return 0;
    int64_t at = offset + 8 + (int64_t)number_of(section, 3);
    for (unsigned bit = 0x80; bit >= 0x40; bit >>= 1) { /* sections 2 and 3, if there */
        unsigned char more[3];
        if (!(section[7] & bit)) continue;
        if (!read_at(file, at, more, 3)) return 0;
        at += (int64_t)number_of(more, 3);
    }
    unsigned char data[3];
    if (!read_at(file, at, data, 3)) return 0;
    const int64_t rest = (int64_t)number_of(data, 3);
    return rest < 120 ? (stated & 0x7fffff) * 120 - rest + 4 : stated;
}

/* Fields of a message of edition 2: its sections 7; 0 if the sections do not end where the message does. */
static int fields_2(lt_grib_file *file, int64_t offset, int64_t length) {
    int n = 0;
    for (int64_t at = 16; at < length - 4;) {
        unsigned char head[5];
        if (!read_at(file, offset + at, head, 5)) return 0;
        const int64_t section = (int64_t)number_of(head, 4);
        if (section < 5 || section > length - 4 - at || head[4] < 1 || head[4] > 7) return 0;
        n += head[4] == 7;
        at += section;
    }
    return n;
}

lt_status lt_grib_file_next(lt_grib_file *file, int64_t from, int number, lt_grib_frame *frame, bool *found) {
    unsigned char head[16] = {0}, end[4];
    const int64_t offset = find_start(file, from);
    *found = offset >= 0;
    if (!*found) return LT_OK;
    if (!read_at(file, offset, head, 16))
        return raise_frame(file, number, offset, "a message", lt_fmt("%lld bytes", (long long)(file->size - offset)));
    const int edition = head[7];
    if (edition != 1 && edition != 2)
        return raise_frame(file, number, offset, "edition 1 or 2", lt_fmt("edition %d", edition));
    const int64_t length = edition == 1 ? length_1(file, offset, head) : (int64_t)number_of(head + 8, 8);
    if (length < 20) return raise_frame(file, number, offset, "a message of some bytes", "a length of none");
    if (length > file->size - offset)
        return raise_frame(file, number, offset, lt_fmt("%lld bytes", (long long)length),
                           lt_fmt("the file ends after %lld of them", (long long)(file->size - offset)));
    if (!read_at(file, offset + length - 4, end, 4) || memcmp(end, "7777", 4) != 0)
        return raise_frame(file, number, offset,
                           lt_fmt("the end mark 7777 at byte %lld", (long long)(offset + length - 4)),
                           "something else");
    *frame = (lt_grib_frame){offset, length, number, edition == 1 ? 1 : fields_2(file, offset, length)};
    if (frame->n_fields == 0)
        return raise_frame(file, number, offset, "sections that fill the message, data among them", "other lengths");
    return LT_OK;
}

static lt_status hold(lt_grib_file *file, const lt_grib_frame *frame) {
    if (file->held == frame->offset) return LT_OK;
    file->held = -1;
    LT_TRY(lt_grow(&file->message, 1, (long)frame->length, &file->message_room));
    if (!read_at(file, frame->offset, file->message, (size_t)frame->length))
        return raise_frame(file, frame->number, frame->offset, lt_fmt("%lld bytes", (long long)frame->length),
                           "the file is shorter now");
    file->held = frame->offset;
    return LT_OK;
}

/* Head, the sections 1 to 7 that hold for the field, end mark. A field may use the bit map of the one before it
 * (indicator 254). */
static lt_status cut_field(lt_grib_file *file, const lt_grib_frame *frame, int field, size_t *size) {
    const unsigned char *section[8] = {0}, *bitmap = NULL;
    size_t length[8] = {0};
    int n = 0;
    for (int64_t at = 16; n <= field && at < frame->length - 4;) {
        const unsigned char *s = file->message + at;
        section[s[4]] = s;
        length[s[4]] = (size_t)number_of(s, 4);
        at += (int64_t)length[s[4]];
        if (s[4] == 6 && length[6] > 5 && s[5] == 254 && bitmap) {
            section[6] = bitmap;
            length[6] = (size_t)number_of(bitmap, 4);
        } else if (s[4] == 6 && length[6] > 5 && s[5] == 0) {
            bitmap = s;
        }
        n += s[4] == 7;
    }
    size_t used = 16;
    LT_TRY(lt_grow(&file->field, 1, (long)frame->length, &file->field_room));
    memcpy(file->field, file->message, 16);
    for (int s = 1; s <= 7; s++) {
        if (!section[s]) continue;
        memcpy(file->field + used, section[s], length[s]);
        used += length[s];
    }
    memcpy(file->field + used, "7777", 4);
    used += 4;
    for (int b = 0; b < 8; b++) file->field[8 + b] = (unsigned char)(used >> (56 - 8 * b));
    *size = used;
    return LT_OK;
}

lt_status lt_grib_file_field(lt_grib_file *file, const lt_grib_frame *frame, int field, const void **bytes,
                             size_t *size) {
    LT_TRY(hold(file, frame));
    *bytes = file->message;
    *size = (size_t)frame->length;
    if (frame->n_fields == 1) return LT_OK;
    LT_TRY(cut_field(file, frame, field, size));
    *bytes = file->field;
    return LT_OK;
}
