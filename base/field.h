/* field.h - a field describes itself in one table row; writers, --help and the docs table come from it. */
#ifndef LT_FIELD_H
#define LT_FIELD_H

typedef struct lt_field {
    const char *name;          /* variable name in the file */
    const char *standard_name; /* CF standard name, or NULL where CF has none */
    const char *units;         /* udunits2 text; "1" for none */
    const char *dims;          /* "time z y x", slowest first; "" for a scalar */
    const char *description;   /* long_name */
} lt_field;

#endif
