using static Archiv.Tests.Support.Guarantees.Kind;

namespace Archiv.Tests.Support.Guarantees;

/// <summary>
/// The catalogue: every promise of ADR-034 (A), the production-patterns guide (H, U, M) and the capacity goals (C, N) under its stable id.
/// A planned row becomes active together with its tests; tests/Self proves that an active row has a test of each of its kinds.
/// </summary>
public static class Catalogue
{
    /// <summary>All rows, in the order of reports.</summary>
    public static IReadOnlyList<Guarantee> Rows { get; } =
    [
        // It works
        Active("E1.1", [Live], "a question in German finds the documents it should, through the proxy"),
        Active("E1.2", [Live], "keyword search and health work"),
        // ADR-034
        Active("A1.1", [Static], "the production artefact itself defines ollama, ollama-model-init and the ollama-models volume"),
        Active("A1.2", [Static], "backend has no dependency (of any condition, direct or through another service) on ollama or its init"),
        Active("A1.3", [Fault], "with Ollama absent from the start, everything else becomes healthy and NL search answers a clean 503 at once"),
        Active("A1.4", [Fault], "when Ollama comes (back), NL search works without a restart of any other container"),
        Active("A1.5", [Static, Live], "the backend's model URL names a service, port and network of this same file, and the model name is equal in init, backend and what is served (the defect of #758)"),
        Active("A1.6", [Static], "the production file resolves alone, without the dev file"),
        Active("A2.1", [Static, Live], "init overrides the entrypoint to a shell; a bare command: sh -c … on this image fails"),
        Active("A2.2", [Live], "a cold volume is filled by init, which then exits 0"),
        Active("A2.3", [Fault], "a cached model makes no registry round trip"),
        Active("A2.4", [Fault], "re-up with a cached model while the registry is unreachable in each of these ways: name does not resolve, connection refused, packets dropped, TLS error, registry answers 5xx"),
        Active("A2.5", [Fault], "cold volume and no registry: init ends non-zero in bounded time; whatever up returns, every service that does not need the model runs and becomes healthy (a proxy that depends on others stays Created when init fails: the file must be built so that this cannot happen), NL search is 503; repaired by the next up once the registry is back"),
        Active("A2.6", [Fault], "a pull cut in the middle (init killed, network cut) leaves no half model listed; the next up completes it and keeps finished blobs"),
        Active("A2.7", [Live], "up is idempotent: a second up recreates and restarts no long-running service and does not pull (init runs again)"),
        Active("A2.8", [Live], "docker compose up --wait of the whole file exits 0 with the one-shot init in it"),
        Active("A2.9", [Fault], "the cached-model test matches the exact model, not a name that contains it or is contained in it"),
        Active("A2.10", [Fault], "init ends in bounded time when ollama serve cannot start (read-only volume, full disk)"),
        Active("A2.11", [Static], "init, healthcheck and pin are the same in the dev and the production file"),
        Active("A3.1", [Static, Live], "the healthcheck is ollama list (exec form), works in an image without curl, and has the 60 s start period"),
        Active("A3.2", [Fault], "it goes unhealthy when the server is gone or frozen, and healthy again after"),
        Active("A4.1", [Live], "the model is pinned"),
        Active("A4.2", [Live], "after an idle time longer than the default keep-alive the first search is warm"),
        Active("A4.3", [Live], "the backend's own requests never un-pin the model (a request's keep_alive overrides the environment and sticks)"),
        Active("A4.4", [Fault], "after another client un-pinned or evicted the model (own keep_alive, other model, other num_ctx), the next search pins it again (the backend sends keep_alive: -1 as a number; the string is a 400)"),
        Active("A4.5", [Fault], "after a restart of Ollama the first search is served within 60 s, and a client that gives up during the load does not keep the model from ever loading: a warm-up that no caller waits for finishes the load"),
        Active("A5.1", [Fault], "NL search returns a result or 503 within 60 s when Ollama accepts and never answers"),
        Active("A5.2", [Fault], "an answer that takes longer than 30 s but less than 60 s is delivered"),
        Active("A5.3", [Fault], "an answer that drips bytes for ever is cut at 60 s too (a read timeout alone does not)"),
        Active("A5.4", [Fault], "connection refused, reset in the middle, truncated body, garbage body, HTTP 500 and an {\"error\":…} line inside a 200 stream all become 503"),
        Active("A5.5", [Fault], "the reverse proxy neither cuts earlier nor turns the backend's 503 into a 504, and retries of the backend fit into the same 60 s"),
        Active("A5.6", [Static, Live], "the 60 s are one setting, and that setting is what the documentation says"),
        Active("A6.1", [Static, Live], "memswap_limit == mem_limit, both from OLLAMA_MEM_LIMIT with a default; read back from the engine, not only from the file"),
        Active("A6.2", [Fault], "the limit is real: memory above it is an OOM kill, never swap"),
        Active("A6.3", [Fault], "when the model runner (a child of the server) is killed, in the middle of a request, the caller gets 503 at once (a kill during a load may come only after long thrashing), the container survives, and the next search heals it"),
        Active("A6.4", [Fault], "when the server itself (PID 1) is killed, the restart policy brings it back, without a new pull, and search heals"),
        Active("A6.5", [Fault], "neighbours survive: no other container restarts, the database keeps every row written before and during the fault"),
        Active("A6.6", [Load], "normal load stays inside the envelope: peak of anonymous memory at most 90 % of the limit, and no slope over many different prompts (none: at the stated load the limit is further away than the profile's LOAD_MEMORY_HOURS)"),
        Active("A6.7", [Fault], "the kernel's verdict is told apart: runner killed, server killed, load refused for lack of memory (cgroup v2; elsewhere by the faked files of facts/ollama.md section 6)"),
        Active("A7.1", [Static, Live], "Ollama publishes no port on the host and is reachable only from its network"),
        Planned("A7.2", [Fault], "the alert on the container's memory exists and fires before the OOM"),
        // Hardening and production patterns (guide)
        Active("H1", [Static, Live], "every service has a healthcheck of its type's kind (HTTP, pg_isready, redis-cli ping, ollama list), with interval, timeout and retries"),
        Active("H2", [Static], "no URL and no probe names localhost (127.0.0.1 inside a container, service names between them)"),
        Active("H3", [Static], "no bare depends_on: each has condition: service_healthy or service_completed_successfully"),
        Active("H4", [Static, Live], "cap_drop: [ALL], only named capabilities added back"),
        Active("H5", [Static, Live], "no-new-privileges"),
        Active("H6", [Static, Live], "no process runs as root where the guide demands it (application containers: uid 1001)"),
        Active("H7", [Static, Live], "read-only root filesystem with tmpfs where writing is needed"),
        Active("H8", [Static, Live], "memory and CPU limits on every service, in either spelling (service level or deploy; both together are refused by Compose); sizes outside the guide's ranges (application 512 MB-1 GB, database 256-512 MB, cache 128-256 MB) are notes"),
        Active("H9", [Static, Fault], "pids limit 200; a fork bomb is contained and the service recovers"),
        Active("H10", [Static, Fault], "log rotation 10m x 3 (database and cache 50m x 5); a log flood of one application service stays under its bound on disk"),
        Active("H11", [Static], "images pinned to an exact patch tag or a digest: no latest, no floating tag (a missing digest is a note)"),
        Active("H12", [Static, Live], "ports are bound to 127.0.0.1 only; in the Archiv stack only by the reverse proxy"),
        Active("H13", [Static, Live], "application, database and cache share a network of their own; the model server sits on a dedicated network that applications join explicitly; a second application on it cannot reach the first one's database"),
        Active("H14", [Static, Live], "required variables use ${VAR:?message}: up without them fails at once and names the variable; .env.example lists every variable; .env is not committed"),
        Active("H15", [Static, Live], "secrets come as files, never as environment values; no secret in inspect, logs or the report"),
        Active("H16", [Static, Live], "Dockerfiles of application images have the four stages base, deps, builder, runner; the runner is non-root, has no build tools and stays under its size bound (150-300 MB for a web application)"),
        Active("H17", [Static], "the GPU overlay adds the reservation and nothing else; OLLAMA_NUM_PARALLEL and OLLAMA_MAX_LOADED_MODELS are explicit, and memory for them fits"),
        Active("H18", [Load], "limits were measured first: the report states the observed peak of every service and its limit as a multiple (guide: 1.5)"),
        Active("H19", [Fault], "readiness of the backend fails while the database is away and heals by itself"),
        Active("H20", [Fault], "a crash of cache, database or proxy restarts no other container and heals by itself"),
        Active("H21", [Static, Live], "no host network, host pid, privileged mode or Docker socket in any service"),
        Active("H22", [Live], "TLS ends at the proxy; plain HTTP from outside is refused or redirected"),
        // Updates
        Active("U1", [Load], "the backend is replaced under load behind the proxy with zero failed requests, long searches in flight included (count of both stated)"),
        Active("U2", [Live], "a new model tag is pulled into the running server, verified to load, and switched to without restarting the application"),
        Active("U3", [Fault], "a model that does not load, or a corrupt blob, never becomes the active one"),
        // Observability
        Planned("M1", [Live], "logs are JSON lines; the four dimensions are there: container health and restarts, resource use, application metrics (latency, errors, inference time, queue depth), model metrics (tokens/s, load time, cache hits)"),
        Planned("M2", [Static, Fault], "alert rules pass their own unit tests (promtool test rules) and fire in the live stack for: memory near the limit, unhealthy, restart loop, NL search error rate"),
        Planned("M3", [Fault], "a hung runner behind a green healthcheck is detected by a request-level probe"),
        // Capacity
        Active("C1", [Load], "under the stated load (the profile's; 60 % of serial capacity, that is 60 s / warm median, and unknown below 30 %) every NL search ends with a result or 503 within 60 s, at least 95 % with a result"),
        Active("C2", [Load], "far above capacity the same bound holds: the backend sheds load itself, because a loaded Ollama queues without limit"),
        Active("C3", [Load], "while NL search is saturated, keyword search and health stay fast (p99 at most 3 x the idle stack's, or 50 ms)"),
        Active("C4", [Load, Fault], "a caller that goes away frees the model server"),
        Active("C5", [Load], "the largest load that keeps the bound is found and reported as a number (searches per minute, users)"),
        // Random faults
        Planned("N1", [Fault, Load], "under a seeded random schedule of all the faults above, with traffic, every answer is a result or a clean 503 within 60 s, no written row is lost, and the stack is healthy again after the last fault is healed"),
    ];

    /// <summary>The row of that id.</summary>
    /// <exception cref="ArgumentException">No row has it; the message lists those of the same family.</exception>
    public static Guarantee Row(string id) =>
        Rows.FirstOrDefault(row => row.Id.Equals(id, StringComparison.OrdinalIgnoreCase))
        ?? throw new ArgumentException(
            $"'{id}' is no row of the catalogue. Known: {string.Join(' ', Rows.Select(row => row.Id))}", nameof(id));

    private static Guarantee Active(string id, Kind[] kinds, string promise) => new(id, promise, kinds, true);

    private static Guarantee Planned(string id, Kind[] kinds, string promise) => new(id, promise, kinds, false);
}
