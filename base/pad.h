/* pad.h - columns of a table on the terminal, also with Chinese text. */
#ifndef LT_PAD_H
#define LT_PAD_H

/* text padded with blanks to width terminal columns (a Chinese character takes two); negative width: to the right edge.
 * Returns one of 64 rotating buffers of 256 bytes of the thread. */
const char *lt_pad(const char *text, int width);
/* Terminal columns of UTF-8 text. */
int lt_pad_columns(const char *text);

#endif
