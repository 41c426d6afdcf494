#include "base/pad.h"

#include <stdio.h>
#include <stdlib.h>

enum { N_BUFFERS = 64, BUFFER_SIZE = 256 }; /* a line of a table asks for up to 30 */

/* 3-byte characters from U+2E80 up (CJK) take two columns. */
int lt_pad_columns(const char *text) {
    int width = 0;
    for (const unsigned char *c = (const unsigned char *)text; *c; c++) {
        if ((*c & 0xC0) == 0x80) continue;
        width += (*c >= 0xE3 && *c <= 0xEF) || (*c == 0xE2 && c[1] >= 0xBA) ? 2 : 1;
    }
    return width;
}

const char *lt_pad(const char *text, int width) {
    static _Thread_local char buffers[N_BUFFERS][BUFFER_SIZE];
    static _Thread_local int next;
    char *out = buffers[next = (next + 1) % N_BUFFERS];
    const int blanks = abs(width) - lt_pad_columns(text), n = blanks > 0 ? blanks : 0;
    if (width < 0)
        snprintf(out, BUFFER_SIZE, "%*s%s", n, "", text);
    else
        snprintf(out, BUFFER_SIZE, "%s%*s", text, n, "");
    return out;
}
