/* bench.c - the topic `met` of `lantian bench`. */
#include "model/met/bench/bench.h"

static const lt_bench_column columns[] = {{"task", "task", "任务", 16, NULL},
                                          {"rows", "cell hours", "网格小时", 12, "%.0f"},
                                          {"cpu_s", "CPU s", "CPU 秒", 10, "%.3f"},
                                          {"wall_s", "wall s", "墙钟秒", 10, "%.3f"},
                                          {"peak_mb", "peak MB", "峰值 MB", 10, "%.0f"},
                                          {"goal_s", "goal s", "目标秒", 8, "%.1f"},
                                          {"input", "input", "输入", 44, NULL},
                                          {0}};

static lt_status run(lt_bench *bench) {
#define LT_MET_BENCH_RUN(task) LT_TRY_CONTEXT(lt_met_bench_##task(bench), "benchmark of the weather, " #task);
    LT_MET_BENCH_LIST(LT_MET_BENCH_RUN)
#undef LT_MET_BENCH_RUN
    return LT_OK;
}

const lt_benchmark lt_benchmark_met = {.topic = "met",
                                       .text_en = "Cost of the weather (each task in a process of its own)",
                                       .text_zh = "天气处理的计算开销（每项任务在独立进程中）",
                                       .columns = columns,
                                       .run = run};
