/* csv_text.c - is it a text table at all? UTF-8, and no spreadsheet that was renamed. */
#include "base/csv_private.h"

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

lt_status lt_csv_check_text(const char *name, const char *text) {
    const char *kind = kind_of_bytes(text);
    if (kind)
        return LT_RAISE(LT_ERR_INPUT, .what = "this is no text table", .where = name,
                        .expected = "a text file with comma-separated values", .found = kind,
                        .todo = "open it in the program that made it and save it as \"CSV UTF-8\"");
    int line = 1, length;
    for (const unsigned char *s = (const unsigned char *)text; *s; s += length) {
        length = utf8_length(s);
        if (length == 0)
            return LT_RAISE(LT_ERR_INPUT, .what = "the table is not UTF-8 text", .where = lt_fmt("%s:%d", name, line),
                            .found = lt_fmt("byte 0x%02x", *s), .todo = "save it as \"CSV UTF-8\"",
                            .expected = "text in UTF-8");
        line += *s == '\n';
    }
    return LT_OK;
}
