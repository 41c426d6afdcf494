/* bench.c - the topic `inventory` of `lantian bench`. */
#include "inventory/bench/bench.h"

static const lt_bench_column columns[] = {{"task", "task", "任务", 16, NULL},
                                          {"rows", "rows", "行数", 10, "%.0f"},
                                          {"cpu_s", "CPU s", "CPU 秒", 10, "%.3f"},
                                          {"wall_s", "wall s", "墙钟秒", 10, "%.3f"},
                                          {"peak_mb", "peak MB", "峰值 MB", 10, "%.0f"},
                                          {"cdo_remapcon_cpu_s", "cdo CPU s", "cdo CPU 秒", 11, "%.3f"},
                                          {"input", "input", "输入", 32, NULL},
                                          {0}};

static lt_status run(lt_bench *bench) {
#define LT_INVENTORY_BENCH_RUN(task)                                                                                   \
    LT_TRY_CONTEXT(lt_inventory_bench_##task(bench), "benchmark of the inventory, " #task);
    LT_INVENTORY_BENCH_LIST(LT_INVENTORY_BENCH_RUN)
#undef LT_INVENTORY_BENCH_RUN
    return LT_OK;
}

const lt_benchmark lt_benchmark_inventory = {.topic = "inventory",
                                             .text_en = "Cost of the inventory (each task in a process of its own)",
                                             .text_zh = "清单的计算开销（每项任务在独立进程中）",
                                             .columns = columns,
                                             .run = run};
