namespace Archiv.Backend.Actuator;

/// <summary>The body of /actuator/info.</summary>
internal sealed record Info(AppInfo App, ModelInfo Model);

/// <summary>Name and version of the program.</summary>
internal sealed record AppInfo(string Name, string Version);

/// <summary>The two differ while a new model has been asked for and not yet been seen to work.</summary>
internal sealed record ModelInfo(string InUse, string Wanted, string PromptVersion);
