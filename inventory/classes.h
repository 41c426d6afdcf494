/* classes.h - which class a source has in the systems of others: the guidelines of 2014 (ten first levels, second
 * levels), T/CSES 144-2024, IPCC 2006, SNAP 97, GNFR. Tables: data/class_names.csv, data/classes.csv. */
#ifndef LT_CLASSES_H
#define LT_CLASSES_H

#include "base/status.h"

#include <stdbool.h>

/* X-macro: member, name in class_names.csv. */
#define LT_CLASS_SYSTEM_LIST(X)                                                                                        \
    X(LT_GUIDELINE1, "guideline1")                                                                                     \
    X(LT_GUIDELINE2, "guideline2")                                                                                     \
    X(LT_TCSES144, "tcses144")                                                                                         \
    X(LT_IPCC2006, "ipcc2006")                                                                                         \
    X(LT_SNAP97, "snap97")                                                                                             \
    X(LT_GNFR, "gnfr")

typedef enum lt_class_system {
#define LT_CLASS_SYSTEM_ENUM(id, name) id,
    LT_CLASS_SYSTEM_LIST(LT_CLASS_SYSTEM_ENUM)
#undef LT_CLASS_SYSTEM_ENUM
        LT_N_CLASS_SYSTEMS
} lt_class_system;
extern const char *const lt_class_system_names[LT_N_CLASS_SYSTEMS];

typedef struct lt_class_name {
    lt_class_system system;
    char id[24], code[24], zh[64], en[80];
    char parent[24]; /* id; "" = a first level */
} lt_class_name;

typedef struct lt_classes lt_classes;

/* The shipped tables. */
lt_status lt_classes_read(lt_classes **out);
/* Tables of one's own, in the same form. A key that stands twice, an unknown class, a row without one of the systems:
 * LT_ERR_INPUT. */
lt_status lt_classes_read_files(const char *names_path, const char *map_path, lt_classes **out);
void lt_classes_free(lt_classes *classes); /* NULL is fine */

/* The class of a source; NULL if no row fits. The row that says most holds: process and technology, then process, then
 * sector. */
const lt_class_name *lt_classes_of(const lt_classes *classes, lt_class_system system, const char *sector,
                                   const char *process, const char *technology);
/* A class by its id, its Chinese or English name, or "code name". A bare code names none where its number differs
 * between documents (the systems of the guidelines); NULL if unknown. */
const lt_class_name *lt_classes_find(const lt_classes *classes, lt_class_system system, const char *text);
/* All names, for lists. */
const lt_class_name *lt_classes_names(const lt_classes *classes, long *n);

#endif
