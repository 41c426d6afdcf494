/* config.h - YAML (libyaml) through a schema: all scalars arrive as text, the schema types them, unknown keys are
 * errors with line and nearest name, a number with a dimension carries its unit in the text ("27 km"). */
#ifndef LT_CONFIG_H
#define LT_CONFIG_H

#include "faults.h"
#include "status.h"
#include "timeaxis.h"

#include <stdbool.h>

/* A node of the document. Lines count from 1. */
typedef enum lt_node_kind { LT_NODE_SCALAR, LT_NODE_LIST, LT_NODE_MAP } lt_node_kind;
typedef struct lt_node {
    lt_node_kind kind;
    int line, column;
    const char *file;
    char *text;             /* scalar */
    char **keys;            /* map */
    struct lt_node **items; /* list, map */
    int n;
    bool used;
} lt_node;

lt_status lt_node_read(const char *path, lt_node **out);
lt_status lt_node_parse(const char *name, const char *text, lt_node **out);
void lt_node_free(lt_node *node);                          /* the root of a document only: it owns all others */
lt_node *lt_node_get(const lt_node *map, const char *key); /* NULL if absent or not a map */
/* The text of a key in the n-th map of a list of maps; NULL: behind the last, or not there. */
const char *lt_node_item_text(const lt_node *map, const char *list, long n, const char *key);
const char *lt_node_where(const lt_node *node);            /* "case.yaml:12" through lt_fmt */
/* A file that a document names: beside the file of the node (may be NULL), else as it is (document_path.h). */
void lt_node_path(const lt_node *node, const char *name, char *out, size_t size);
/* Add a key that the map does not have, as if it stood in its first line: a scalar, or without text an empty map. */
lt_status lt_node_put(lt_node *map, const char *key, const char *text, lt_node **out_or_null);

typedef enum lt_config_type {
    LT_TEXT,      /* char *   (malloc'ed) */
    LT_REAL_UNIT, /* double   in row.unit; text must carry a unit ("27 km"), unless row.unit is "1" */
    LT_INT,       /* long */
    LT_BOOL,      /* bool     true/false/yes/no */
    LT_DATE,      /* lt_time  UTC+8 unless it names a zone */
    LT_TEXTS,     /* lt_list of char *: a list of scalars (or one scalar) */
    LT_REALS,     /* lt_list of double in row.unit: a list of scalars each with unit */
    LT_MAP,       /* embedded struct at offset, described by row.sub */
    LT_MAPS,      /* lt_list of structs (row.sub_size each) described by row.sub */
    LT_ANY        /* lt_node *, borrowed, judged by someone else */
} lt_config_type;

typedef struct lt_list {
    void *items;
    long n;
} lt_list;

typedef struct lt_config_row {
    const char *key;
    lt_config_type type;
    size_t offset;
    const char *unit;     /* LT_REAL_UNIT, LT_REALS */
    const char *fallback; /* default as YAML scalar text; NULL = required; "" for lists, maps, texts = may be absent */
    double min, max;      /* LT_REAL_UNIT, LT_INT, LT_REALS; both 0 = no limits */
    const char *choices;  /* LT_TEXT: "a|b|c", NULL = any */
    const struct lt_config_row *sub; /* ends with key NULL */
    size_t sub_size;
    const char *doc; /* one line */
} lt_config_row;

/* Fill *out (zeroed by the caller) from a map node. Reports the first fault; with lt_config_faults all of them. */
lt_status lt_config_fill(lt_node *map, const lt_config_row *rows, void *out);
/* All faults of a document through report (text of each), returns LT_ERR_INPUT if any. */
lt_status lt_config_faults(lt_node *map, const lt_config_row *rows, lt_fault_report *report, void *context);
/* Fill *out (zeroed by the caller) with all that is right; every fault goes to faults, and what it hits stays zero or
 * NULL (in a list of numbers: NAN). For checks that go on to judge the values. The caller releases *out. */
lt_status lt_config_fill_faults(lt_node *map, const lt_config_row *rows, lt_faults *faults, void *out);
/* Free what fill allocated inside the struct. */
void lt_config_release(const lt_config_row *rows, void *out);
/* Is a text given? Texts that may be absent are NULL or "" then. */
static inline bool lt_given(const char *text) {
    return text && text[0];
}
/* The texts of a list of char * with something between them, through lt_fmt; what is beyond 255 bytes is left out. */
const char *lt_list_text(const lt_list *list, const char *between);
/* The effective configuration with defaults and units as YAML text (caller frees). */
lt_status lt_config_dump(const lt_config_row *rows, const void *values, int indent, char **out);

#endif
