namespace Archiv.Tests.Support.Compose.Reading;

/// <summary>The key <c>deploy</c> of a service.</summary>
internal static class DeployShape
{
    private static readonly RecordShape Update = new(new Dictionary<string, Field>
    {
        ["parallelism"] = new(NumberShape.Count, KeepEmpty: true),
        ["delay"] = DurationShape.Duration,
        ["failure_action"] = TextShape.Text,
        ["monitor"] = DurationShape.Duration,
        ["max_failure_ratio"] = NumberShape.Real,
        ["order"] = new TextShape("start-first", "stop-first"),
    });

    private static readonly RecordShape Generic = new(new Dictionary<string, Field>
    {
        ["discrete_resource_spec"] = new RecordShape(new Dictionary<string, Field>
        {
            ["kind"] = TextShape.Text,
            ["value"] = new(NumberShape.Cut, KeepEmpty: true),
        }),
    });

    private static readonly RecordShape Limits = new(new Dictionary<string, Field>
    {
        ["cpus"] = NumberShape.Real,
        ["memory"] = new BytesShape { TextOnly = true },
        ["pids"] = NumberShape.Whole,
    });

    private static readonly RecordShape Reservations = new(new Dictionary<string, Field>
    {
        ["cpus"] = NumberShape.Real,
        ["memory"] = new BytesShape { TextOnly = true },
        ["generic_resources"] = new ListShape(Generic),
        ["devices"] = DeviceShapes.Requests,
    });

    private static readonly RecordShape Resources = new(new Dictionary<string, Field>
    {
        ["limits"] = new(Limits, KeepEmpty: true),
        ["reservations"] = new(Reservations, KeepEmpty: true),
    });

    private static readonly RecordShape Restart = new(new Dictionary<string, Field>
    {
        ["condition"] = TextShape.Text,
        ["delay"] = DurationShape.Duration,
        ["max_attempts"] = new(NumberShape.Count, KeepEmpty: true),
        ["window"] = DurationShape.Duration,
    });

    private static readonly RecordShape Placement = new(new Dictionary<string, Field>
    {
        ["constraints"] = TextListShape.Kept,
        ["preferences"] = new ListShape(new RecordShape(new Dictionary<string, Field> { ["spread"] = TextShape.Text })),
        ["max_replicas_per_node"] = NumberShape.Whole,
    });

    public static readonly NullableShape Deploy = new(new RecordShape(new Dictionary<string, Field>
    {
        ["mode"] = TextShape.Text,
        ["endpoint_mode"] = TextShape.Text,
        ["replicas"] = new(NumberShape.Whole, KeepEmpty: true),
        ["labels"] = KeyValuesShape.Labels,
        ["rollback_config"] = new(Update, KeepEmpty: true),
        ["update_config"] = new(Update, KeepEmpty: true),
        ["resources"] = new(Resources, KeepEmpty: true),
        ["restart_policy"] = new(Restart, KeepEmpty: true),
        ["placement"] = new(Placement, KeepEmpty: true),
    })
    { Then = (read, _, _) => WithEmpty(WithEmpty(read, "resources"), "placement") });

    // Compose prints these two even if nobody wrote them.
    private static MapNode WithEmpty(MapNode map, string key) => map[key] is null ? map.With(key, new MapNode([], map.Place)) : map;
}
