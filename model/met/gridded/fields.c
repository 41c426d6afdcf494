/* fields.c - the table of fields.h. */
#include "model/met/gridded/fields.h"

const lt_gridded_row lt_gridded_rows[LT_N_GRIDDED] = {
#define LT_GRIDDED_ROW(id, name, unit, shape, span, least, most, doc) {name, unit, shape, span, least, most, doc},
    LT_GRIDDED_FIELD_LIST(LT_GRIDDED_ROW)
#undef LT_GRIDDED_ROW
};
