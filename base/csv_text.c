/* csv_text.c - is it a text table at all, and in which encoding? UTF-8, or GB18030 (what a Chinese spreadsheet saves as
 * "CSV"; holds GBK and GB 2312), which is turned into UTF-8. No spreadsheet that was renamed.
 *
 * The rule: a text that is valid UTF-8 is UTF-8. Of the others, a text with a BOM, or with more valid sequences of two
 * and more bytes than bytes that fit none, is UTF-8 with damage (in GB18030 text by chance one sign in seven looks
 * like UTF-8); all else is read as GB18030. */
#include "base/csv_private.h"

#include "base/log.h"

#include <errno.h>
#include <iconv.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* The length of the valid UTF-8 sequence at s, 0 if there is none (Unicode 15, table 3-7). */
static int utf8_length(const unsigned char *s) {
    static const struct {
        unsigned char first, last, low, high;
        int length;
    } forms[] = {{0x01, 0x7f, 0, 0, 1},       {0xc2, 0xdf, 0x80, 0xbf, 2}, {0xe0, 0xe0, 0xa0, 0xbf, 3},
                 {0xe1, 0xec, 0x80, 0xbf, 3}, {0xed, 0xed, 0x80, 0x9f, 3}, {0xee, 0xef, 0x80, 0xbf, 3},
                 {0xf0, 0xf0, 0x90, 0xbf, 4}, {0xf1, 0xf3, 0x80, 0xbf, 4}, {0xf4, 0xf4, 0x80, 0x8f, 4}};
    for (size_t f = 0; f < sizeof forms / sizeof *forms; f++) {
        if (s[0] < forms[f].first || s[0] > forms[f].last) continue;
        if (forms[f].length > 1 && (s[1] < forms[f].low || s[1] > forms[f].high)) return 0;
        for (int i = 2; i < forms[f].length; i++)
            if (s[i] < 0x80 || s[i] > 0xbf) return 0;
        return forms[f].length;
    }
    return 0;
}

/* Spreadsheets and other files that are no text, by their first bytes. A zero byte has been seen before (path.c). */
static const char *kind_of_bytes(const char *text) {
    static const struct {
        const char *magic, *kind;
    } kinds[] = {{"PK\3\4", "a spreadsheet or zip archive (xlsx, ods)"},
                 {"\xd0\xcf\x11\xe0", "an old spreadsheet (xls)"},
                 {"%PDF", "a PDF"},
                 {"CDF", "a netCDF file"},
                 {"\x89HDF", "a netCDF or HDF5 file"}};
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
        if (strncmp(text, kinds[k].magic, strlen(kinds[k].magic)) == 0) return kinds[k].kind;
    return NULL;
}

/* Bytes from s on that are ASCII for sure, a multiple of 8. */
static size_t ascii_run(const char *s, const char *end) {
    const char *at = s;
    for (uint64_t word; end - at >= 8; at += 8) {
        memcpy(&word, at, sizeof word);
        if (word & UINT64_C(0x8080808080808080)) break;
    }
    return (size_t)(at - s);
}

typedef struct utf8_count {
    long sequences, bad; /* of two and more bytes; bytes that fit none */
} utf8_count;

static utf8_count count_utf8(const char *text, const char *end) {
    utf8_count n = {0};
    for (const char *s = text; s < end;) {
        s += ascii_run(s, end);
        if (s == end) break;
        const int length = utf8_length((const unsigned char *)s);
        n.bad += length == 0;
        n.sequences += length > 1;
        s += length ? length : 1;
    }
    return n;
}

/* Line and column of the cell that holds the byte at: no byte of a GB18030 sign looks like a comma, quote or line end,
 * so both encodings count alike. */
static const char *place_of(const char *name, const char *text, const char *at) {
    int line = 1, column = 1;
    bool quoted = false;
    for (const char *s = text; s < at; s++) {
        if (*s == '"') quoted = !quoted;
        if (*s == ',' && !quoted) column++;
        if (*s == '\n') {
            line++;
            if (!quoted) column = 1;
        }
    }
    return lt_fmt("%s:%d, column %d", name, line, column);
}

static lt_status bad_byte(const lt_csv *table, const char *text, const char *at, const char *encoding) {
    return lt_csv_take(table, LT_RAISE(LT_ERR_INPUT, .what = lt_fmt("the table is not %s text", encoding),
                                       .where = place_of(table->path, text, at), .expected = "text in UTF-8 or GB18030",
                                       .found = lt_fmt("byte 0x%02x", (unsigned char)*at),
                                       .todo = "write the cell anew, or save the table as \"CSV UTF-8\""));
}

/* Under judgement a bad byte becomes a question mark, and the rest is judged. */
static lt_status mend_utf8(const lt_csv *table) {
    for (char *s = table->text; *s;) {
        const int length = utf8_length((const unsigned char *)s);
        if (length == 0) {
            LT_TRY(bad_byte(table, table->text, s, "UTF-8"));
            *s = '?';
        }
        s += length ? length : 1;
    }
    return LT_OK;
}

/* GB18030 to UTF-8: two bytes become at most three, so twice the room is enough. */
static lt_status convert(lt_csv *table, iconv_t converter, char *out, size_t room) {
    char *in = table->text;
    size_t left = strlen(in);
    while (left > 0) {
        if (iconv(converter, &in, &left, &out, &room) != (size_t)-1) break;
        if (errno == E2BIG || room < 2) return LT_RAISE(LT_ERR_INTERNAL, .what = "no room for a table in UTF-8");
        LT_TRY(bad_byte(table, table->text, in, "UTF-8 or GB18030"));
        *out++ = '?';
        room--, in++, left--;
    }
    *out = '\0';
    return LT_OK;
}

static lt_status decode_gb18030(lt_csv *table) {
    const size_t room = 2 * strlen(table->text) + 1;
    char *out = malloc(room);
    if (!out) return LT_RAISE(LT_ERR_MEMORY, .what = "no memory for a table", .where = table->path);
    const iconv_t converter = iconv_open("UTF-8", "GB18030");
    if (converter == (iconv_t)-1) {
        free(out);
        return LT_RAISE(LT_ERR_ENV, .what = "this system cannot read GB18030", .where = table->path,
                        .expected = "iconv with GB18030", .found = "none", .todo = "save the table as \"CSV UTF-8\"");
    }
    const lt_status status = convert(table, converter, out, room);
    iconv_close(converter);
    if (status != LT_OK) {
        free(out);
        return status;
    }
    free(table->text);
    table->text = out;
    if (!table->judge || !table->judge->silent)
        lt_remark(LT_LOG_INFO, "%s is not UTF-8 text: read as GB18030", table->path);
    return LT_OK;
}

lt_status lt_csv_check_text(lt_csv *table) {
    const char *kind = kind_of_bytes(table->text);
    if (kind)
        return LT_RAISE(LT_ERR_INPUT, .what = "this is no text table", .where = table->path,
                        .expected = "a text file with comma-separated values", .found = kind,
                        .todo = "open it in the program that made it and save it as \"CSV UTF-8\"");
    const utf8_count n = count_utf8(table->text, table->text + strlen(table->text));
    if (n.bad == 0) return LT_OK;
    const bool marked = strncmp(table->text, "\xef\xbb\xbf", 3) == 0;
    return marked || n.sequences > n.bad ? mend_utf8(table) : decode_gb18030(table);
}
