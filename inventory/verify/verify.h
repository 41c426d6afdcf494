/* verify.h - `lantian verify inventory`: answers that are known, and sums that must agree. A suite is one file and one
 * line of the list. */
#ifndef LT_INVENTORY_VERIFY_H
#define LT_INVENTORY_VERIFY_H

#include "base/verify.h"

/* X-macro: suite, title in English, in Chinese. The function of a suite is lt_verify_<suite>. */
#define LT_INVENTORY_VERIFY_LIST(X)                                                                                    \
    X(regridding, "regridding against exact overlap", "网格重映射与精确重叠面积")                                      \
    X(worked_examples, "worked examples of the methods", "方法算例")                                                   \
    X(exchange, "inventories and files of others", "他方清单与文件")                                                   \
    X(closure, "one mass from the table to the hours", "由表到时的质量闭合")                                           \
    X(published, "beside published totals", "与已发表总量比较")

#define LT_VERIFY_DECLARE(suite, title_en, title_zh) lt_status lt_verify_##suite(lt_verify *verify);
LT_INVENTORY_VERIFY_LIST(LT_VERIFY_DECLARE)
#undef LT_VERIFY_DECLARE

extern const lt_verify_topic lt_verify_inventory;

#endif
