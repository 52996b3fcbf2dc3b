namespace Archiv.Tests.Support.Compose;

/// <summary>How a variable is asked for.</summary>
public enum VariableForm
{
    /// <summary><c>$VAR</c> or <c>${VAR}</c>: empty when it is not set.</summary>
    Bare,

    /// <summary><c>${VAR:-x}</c> or <c>${VAR-x}</c>.</summary>
    Default,

    /// <summary><c>${VAR:?why}</c>: Compose refuses to start where it is not set or empty.</summary>
    Required,

    /// <summary><c>${VAR?why}</c>: Compose refuses to start where it is not set, and takes an empty one.</summary>
    RequiredOrEmpty,

    /// <summary><c>${VAR:+x}</c> or <c>${VAR+x}</c>: a text only when it is set.</summary>
    Alternative,
}
