namespace AutoDiff.Generator.Emit;

/// <summary>Judges C# text that is not modelled.</summary>
internal static class TextSyntax
{
    /// <summary>
    /// Whether the text may stand as an operand without parentheses: nothing but names, member accesses, literals
    /// and brackets. Errs on the side of parentheses.
    /// </summary>
    public static bool IsPrimary(string text)
    {
        int depth = 0;
        char quote = '\0';
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (quote != '\0')
            {
                if (c == '\\')
                {
                    i++;
                }
                else if (c == quote)
                {
                    quote = '\0';
                }

                continue;
            }

            switch (c)
            {
                case '"' or '\'':
                    quote = c;
                    break;

                // A parenthesis at the start may be a cast.
                case '(' or '[' or '{' when i > 0:
                    depth++;
                    break;

                case ')' or ']' or '}':
                    depth--;
                    break;

                default:
                    if (depth == 0 && !IsNameCharacter(c))
                    {
                        return false;
                    }

                    break;
            }
        }

        return true;
    }

    private static bool IsNameCharacter(char c) => char.IsLetterOrDigit(c) || c is '_' or '.' or '@' or ':';
}
