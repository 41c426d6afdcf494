#include "postproc/quantity.h"

const lt_quantity_row lt_quantity_table[LT_N_QUANTITIES] = {
#define LT_QUANTITY_ROW(id, key, en, zh) {key, en, zh},
    LT_QUANTITY_LIST(LT_QUANTITY_ROW)
#undef LT_QUANTITY_ROW
};
