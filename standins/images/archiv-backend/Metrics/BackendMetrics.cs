using System.Diagnostics;
using System.Text;

namespace Archiv.Backend.Metrics;

/// <summary>Everything that /actuator/prometheus shows, in one place.</summary>
internal sealed class BackendMetrics
{
    private readonly List<Metric> page;
    private readonly double started = StartTime().ToUnixTimeSeconds();
    private double lastLoadMilliseconds;
    private volatile bool modelLoaded;

    public BackendMetrics()
    {
        page =
        [
            Requests, Inference, Searches, ModelLoad, PromptTokens, GeneratedTokens, GenerateSeconds, CacheGets, Rejections,
            new Gauge("nl_search_queue_depth", "Searches that wait for their turn at the model server.", () => Bulkhead?.Invoke().Waiting ?? 0),
            new Gauge("nl_search_active", "Searches that the model server works on for us.", () => Bulkhead?.Invoke().Active ?? 0),
            new Gauge("ollama_model_load_milliseconds", "How long the last load of the model took.", () => Volatile.Read(ref lastLoadMilliseconds)),
            new Gauge("ollama_model_loaded", "1 when the model in use was loaded at the last look.", () => modelLoaded ? 1 : 0),
            new Gauge("process_cpu_seconds_total", "CPU time of this process.", () => Environment.CpuUsage.TotalTime.TotalSeconds, "counter"),
            new Gauge("process_resident_memory_bytes", "Resident memory of this process.", () => Environment.WorkingSet),
            new Gauge("process_start_time_seconds", "Start of this process, Unix time.", () => started),
            new Gauge("process_threads", "Threads of the thread pool.", () => ThreadPool.ThreadCount),
            new Gauge("dotnet_gc_heap_bytes", "Managed heap in use.", () => GC.GetTotalMemory(forceFullCollection: false)),
        ];
    }

    public Histogram Requests { get; } = new("http_server_requests_seconds", "Requests by route template and status.");

    public Histogram Inference { get; } = new("nl_search_inference_seconds", "Time that the model server took for one question.");

    public Counter Searches { get; } = new("nl_search_results_total", "Natural-language searches by how they ended.",
        "result=\"answered\"", "result=\"cached\"");

    public Counter ModelLoad { get; } = new("ollama_model_load_seconds_total", "Time spent loading the model, as far as this backend saw it.");

    public Counter PromptTokens { get; } = new("ollama_prompt_tokens_total", "Tokens of prompts that the model server evaluated.");

    public Counter GeneratedTokens { get; } = new("ollama_generated_tokens_total", "Tokens that the model server generated.");

    public Counter GenerateSeconds { get; } = new("ollama_generate_seconds_total", "Time of generation; tokens per second is the ratio of the two.");

    public Counter CacheGets { get; } = new("cache_gets_total", "Look-ups in the cache of extracted filters.",
        "result=\"hit\"", "result=\"miss\"", "result=\"error\"");

    public Counter Rejections { get; } = new("nl_search_rejected_total", "Searches refused at once because too many were waiting.");

    /// <summary>Set once by the bulkhead, which owns the numbers.</summary>
    public Func<(int Active, int Waiting)>? Bulkhead { get; set; }

    public void Loaded(TimeSpan took)
    {
        ModelLoad.Add(took.TotalSeconds);
        Volatile.Write(ref lastLoadMilliseconds, took.TotalMilliseconds);
    }

    public void Seen(bool loaded) => modelLoaded = loaded;

    public string Page()
    {
        var text = new StringBuilder(8192);
        foreach (var metric in page)
        {
            metric.Write(text);
        }
        return text.ToString();
    }

    private static DateTimeOffset StartTime()
    {
        using var self = Process.GetCurrentProcess();
        return self.StartTime.ToUniversalTime();
    }
}
