/* ledger_words.c - see ledger_words.h. Cities and sectors have their Chinese names in regions.csv and sectors.csv; a
 * city may be written with or without its last sign (沈阳, 沈阳市). */
#include "inventory/ledger_words.h"

#include <string.h>

static const char *const heads[][2] = {{"id", "编号"},
                                       {"region", "城市"},
                                       {"county", "区县"},
                                       {"sector", "行业"},
                                       {"process", "燃料/产品"},
                                       {"technology", "工艺技术"},
                                       {"control", "末端控制技术"},
                                       {"activity", "活动水平"},
                                       {"unit", "活动水平单位"},
                                       {"calendar", "时间分配"},
                                       {"surrogate", "空间分配"},
                                       {"profile", "排放高度"},
                                       {"capacity_tph", "锅炉总容量(t/h)"},
                                       {"unit_size_tph", "最大单台容量(t/h)"},
                                       {"built_up", "建成区内"},
                                       {"lon", "经度"},
                                       {"lat", "纬度"},
                                       {"stack_height_m", "排气筒高度(m)"},
                                       {"stack_diameter_m", "排气筒内径(m)"},
                                       {"exit_temperature_K", "烟气温度(K)"},
                                       {"exit_velocity_ms", "烟气流速(m/s)"},
                                       {"mark", "数据质量"},
                                       {"source", "数据来源"},
                                       {"factor_source", "排放系数来源"}};

static const char *const words[][2] = {{"是", "yes"},    {"否", "no"},           {"无", "none"},
                                       {"吨", "t"},      {"万吨", "1e4 t"},      {"千克", "kg"},
                                       {"公斤", "kg"},   {"公里", "km"},         {"万公里", "1e4 km"},
                                       {"立方米", "m3"}, {"万立方米", "1e4 m3"}, {"亿立方米", "1e8 m3"}};

bool lt_ledger_is_chinese(const char *text) {
    return (unsigned char)text[0] >= 0xe3;
}

const char *lt_ledger_column_zh(const char *column) {
    for (size_t k = 0; k < sizeof heads / sizeof *heads; k++)
        if (strcmp(heads[k][0], column) == 0) return heads[k][1];
    return "";
}

const char *lt_ledger_region_word(const lt_regions *regions, const char *text) {
    for (int k = 0; lt_ledger_is_chinese(text) && k < regions->n; k++) {
        const char *name = regions->items[k].name_zh;
        const size_t length = strlen(name);
        if (length == 0 || strncmp(name, text, length) != 0) continue;
        if (text[length] == '\0' || strcmp(text + length, "市") == 0) return regions->items[k].id;
    }
    return text;
}

const char *lt_ledger_sector_word(const lt_sectors *sectors, const char *text) {
    for (int k = 0; lt_ledger_is_chinese(text) && k < sectors->n; k++)
        if (strcmp(sectors->items[k].name_zh, text) == 0) return sectors->items[k].name;
    return text;
}

const char *lt_ledger_plain_word(const char *text) {
    for (size_t k = 0; lt_ledger_is_chinese(text) && k < sizeof words / sizeof *words; k++)
        if (strcmp(words[k][0], text) == 0) return words[k][1];
    return text;
}
