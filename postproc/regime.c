#include "postproc/regime.h"

#include <math.h>

const lt_indicator_row lt_indicator_table[LT_N_INDICATORS] = {
#define LT_INDICATOR_ROW(id, key, low, high, en, zh, source) {key, low, high, en, zh, source},
    LT_INDICATOR_LIST(LT_INDICATOR_ROW)
#undef LT_INDICATOR_ROW
};

const lt_regime_row lt_regime_table[LT_N_REGIMES] = {
#define LT_REGIME_ROW(id, key, en, zh) {key, en, zh},
    LT_REGIME_LIST(LT_REGIME_ROW)
#undef LT_REGIME_ROW
};

lt_regime lt_regime_of(lt_indicator indicator, double ratio) {
    const lt_indicator_row *row = &lt_indicator_table[indicator];
    if (isnan(ratio)) return LT_N_REGIMES;
    return ratio < row->low ? LT_REGIME_VOC : ratio > row->high ? LT_REGIME_NOX : LT_REGIME_TRANSITION;
}
