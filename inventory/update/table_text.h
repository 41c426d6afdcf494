/* table_text.h - a table as the text that it is: cells are replaced in place, and every byte that is not replaced stays
 * (encoding, quotes, remarks, line ends). */
#ifndef LT_TABLE_TEXT_H
#define LT_TABLE_TEXT_H

#include "base/status.h"

#include <stdio.h>

typedef struct lt_table_text lt_table_text;

/* path must be a table that lt_csv_read accepts; UTF-8 and GB18030 alike (no byte of their signs is a comma or a
 * quote).
 */
lt_status lt_table_text_read(const char *path, lt_table_text **out);
void lt_table_text_free(lt_table_text *text); /* NULL is fine */
const char *lt_table_text_bytes(const lt_table_text *text);
/* Replace a cell: the row that begins in this line of the file; column as lt_csv counts. A later call for the same cell
 * holds. LT_ERR_INTERNAL if there is no such row or column. */
lt_status lt_table_text_set(lt_table_text *text, int line, int column, const char *value);
/* A new last column, empty but where it is set; *out is its number. */
lt_status lt_table_text_add_column(lt_table_text *text, const char *name, int *out);
/* All of it, with head (remark lines) before the first byte that is not a BOM. */
void lt_table_text_write(const lt_table_text *text, const char *head, FILE *out);

#endif
