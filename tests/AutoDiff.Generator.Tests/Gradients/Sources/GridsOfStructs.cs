using System;
using System.Numerics;
using AutoDiff;

namespace Gradients;

/// <content>Arrays of structs with several dimensions.</content>
public static partial class Functions
{
    private struct Node
    {
        public Point Place;
        public double Mass;
        public int Visits;
    }

    [Differentiable]
    public static double ClothThatSwings(double[] x, double stiffness)
    {
        Planar[,] cloth = new Planar[3, 4];
        for (int i = 0; i < cloth.GetLength(0); i++)
        {
            for (int j = 0; j < cloth.GetLength(1); j++)
            {
                cloth[i, j] = new Planar(i * x[0] + j * 0.3, j * x[1] + i * x[2]);
            }
        }

        for (int step = 0; step < 2; step++)
        {
            for (int i = 0; i < 3; i++)
            {
                for (int j = 1; j < 4; j++)
                {
                    Planar spring = cloth[i, j] + -1 * cloth[i, j - 1];
                    double force = 0.1 * stiffness * (spring.SquaredNorm - 1);
                    cloth[i, j] += -force * spring;
                    cloth[i, j - 1] += force * spring;
                }
            }
        }

        double energy = 0;
        foreach (Planar p in cloth)
        {
            energy += p.X * p.Y;
        }

        return energy;
    }

    [Differentiable]
    public static double FourierMatrix(double[] x, double turn)
    {
        int n = 4;
        Complex[,] waves = new Complex[n, n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                waves[i, j] = Complex.FromPolarCoordinates(1, -2 * Math.PI * i * j / n * turn);
            }
        }

        double power = 0;
        for (int i = 0; i < n; i++)
        {
            Complex sum = 0;
            for (int j = 0; j < n; j++)
            {
                sum += waves[i, j] * new Complex(x[j], x[j + 1]);
                waves[i, j] *= sum;
            }

            power += (double)(sum.Real * sum.Real + i * sum.Imaginary + 0.1 * waves[i, i].Real);
        }

        return power;
    }

    [Differentiable]
    public static double CheapestPath(double[] x)
    {
        (double Cost, int From)[,] table = new (double Cost, int From)[6, 3];
        for (int j = 0; j < 3; j++)
        {
            table[0, j] = (x[j], -1);
        }

        for (int i = 1; i < 6; i++)
        {
            for (int j = 0; j < 3; j++)
            {
                table[i, j] = (double.MaxValue, -1);
                for (int k = 0; k < 3; k++)
                {
                    double cost = table[i - 1, k].Cost + x[i] * (1 + Math.Abs(j - k)) + 0.1 * x[k] * x[(i + j) % 6];
                    if (cost < table[i, j].Cost)
                    {
                        table[i, j] = (cost, k);
                    }
                }
            }
        }

        int last = 0;
        for (int j = 1; j < 3; j++)
        {
            last = table[5, j].Cost < table[5, last].Cost ? j : last;
        }

        double result = table[5, last].Cost;
        for (int i = 5; i > 0; i--)
        {
            result += 0.1 * table[i, last].Cost * last;
            last = table[i, last].From;
        }

        return result;
    }

    [Differentiable]
    public static double GridOfNodesUnderTwoNames(double[] x)
    {
        Node[,] nodes = new Node[2, 2];
        Node[,] same = nodes;
        nodes[0, 1].Place = new Point(x[0], x[3]);
        same[0, 1].Mass += x[0];
        same[0, 1].Mass *= x[1];
        nodes[1, 1].Mass = same[0, 1].Mass * x[2] * same[0, 1].Place.Norm;
        same[1, 0] = nodes[1, 1];
        nodes[1, 1].Mass = 3;
        nodes[1, 0].Visits = 4;
        return same[1, 0].Mass * nodes[1, 0].Visits + nodes[1, 1].Mass * x[3];
    }

    [Differentiable]
    public static double ReferenceIntoAGrid(double[] x)
    {
        Node[,] nodes = new Node[2, 3];
        ref Node node = ref nodes[1, 2];
        node.Mass = x[0] * x[1];
        node.Place = new Point(x[2], node.Mass);
        ref Point place = ref nodes[1, 2].Place;
        place = node.Mass * place;
        return nodes[1, 2].Place.Norm * nodes[1, 2].Mass;
    }

    [Differentiable]
    public static double GridsThatChangePlaces(double[] x)
    {
        Planar[,] now = { { new(x[0], x[1]), new(x[2], x[3]) }, { default, new(x[4], x[5]) } };
        Planar[,] next = new Planar[2, 2];
        for (int step = 0; step < 3; step++)
        {
            for (int i = 0; i < 2; i++)
            {
                for (int j = 0; j < 2; j++)
                {
                    next[i, j] = now[1 - i, j].SquaredNorm * 0.3 * now[i, 1 - j];
                }
            }

            (now, next) = (next, now);
        }

        Planar[,] kept = (Planar[,])now.Clone();
        Array.Clear(now);
        return kept[0, 0].X + next[1, 1].Y + now[0, 0].X + kept.Length * kept[1, 0].Y;
    }

    [Differentiable]
    public static double GridsOfHelpers(double[] x)
    {
        Planar[,] made = Diagonal(3, x[0]);
        double sum = Stir(made, 1, x[1]) + Stir(made, 2, x[2]);
        Grow(ref made[1, 1], x[3]);
        return sum + made[1, 1].SquaredNorm * made[2, 2].Y;
    }

    private static Planar[,] Diagonal(int n, double v)
    {
        Planar[,] result = new Planar[n, n];
        for (int i = 0; i < n; i++)
        {
            result[i, n - 1 - i] = new Planar(v * i, v);
        }

        return result;
    }

    private static double Stir(Planar[,] grid, int i, double v)
    {
        grid[i, i] = new Planar(v, grid[i, 0].Y * v);
        return grid[i, 0].X * grid.GetLength(1);
    }

    private static void Grow(ref Planar p, double v) => p = new Planar(p.X * v, p.Y + p.X);

    [Differentiable]
    public static double LayersOfPairs(double[] x)
    {
        (double A, double B)[,,] g = new (double A, double B)[2, 2, 2];
        g[0, 1, 1] = (x[0], x[1]);
        g[1, 1, 0] = g[0, 1, 1];
        g[0, 1, 1].A = x[2] * g[1, 1, 0].A;
        (g[1, 1, 1].B, g[1, 0, 0].A) = (g[0, 1, 1].A, g[0, 1, 1].B);
        double s = 0;
        foreach ((double a, double b) in g)
        {
            s += a * a * b + a + b * b;
        }

        return s;
    }

    [Differentiable]
    public static double GridKeptFromALoop(double[] x)
    {
        Planar[,] last = new Planar[1, 1];
        for (int k = 0; k < 3; k++)
        {
            Planar[,] g = new Planar[2, k + 1];
            g[0, k] = new Planar(x[k], k == 0 ? 1 : last[0, k - 1].SquaredNorm);
            last = g;
        }

        return last[0, 2].Y * x[5];
    }

    [Differentiable]
    public static double ReferenceIntoTheGridBefore(double[] x)
    {
        Planar[,] g = new Planar[2, 2];
        Planar[,] other = new Planar[2, 2];
        int i = 0;
        ref Planar cell = ref g[i, 1];
        (g, other) = (other, g);
        i++;
        cell = new Planar(x[0], x[1]);
        g[0, 1] = new Planar(5, x[2]);
        return cell.X * g[0, 1].Y * other[0, 1].Y * i;
    }

    [Differentiable]
    public static double ReferenceIntoTheBufferBefore(double[] x)
    {
        Planar[] row = new Planar[2];
        Planar[] other = new Planar[2];
        double[,] numbers = new double[2, 2];
        ref Planar cell = ref row[0];
        ref double number = ref numbers[0, 0];
        row = other;
        numbers = new double[2, 2];
        cell = new Planar(x[0], x[1]);
        row[0] = new Planar(5, x[2]);
        number = x[0];
        numbers[0, 0] = x[4];
        return cell.X * row[0].Y * number + numbers[0, 0];
    }

    [Differentiable]
    public static double BodiesInAGrid(Body[,] bodies, double pull)
    {
        double energy = 0;
        for (int i = 0; i < bodies.GetLength(0); i++)
        {
            for (int j = 1; j < bodies.GetLength(1); j++)
            {
                Point apart = bodies[i, j].Position + -1 * bodies[i, j - 1].Position;
                energy += pull * bodies[i, j].Mass * apart.Norm + bodies[i, j].Velocity.Dot(apart);
            }
        }

        return energy;
    }

    [Differentiable]
    public static double BodiesMovedInAGrid(Body[,] bodies, double[] pull)
    {
        for (int i = 0; i < bodies.GetLength(0); i++)
        {
            for (int j = 0; j < bodies.GetUpperBound(1); j++)
            {
                bodies[i, j].Velocity += pull[i] * bodies[i, j + 1].Position;
                bodies[i, j].Position += bodies[i, j].Mass * bodies[i, j].Velocity;
                bodies[i, j + 1].Mass *= bodies[i, j].Mass;
            }
        }

        double sum = 0;
        foreach (Body body in bodies)
        {
            sum += body.Position.Norm * body.Mass;
        }

        bodies[0, 0] = bodies[2, 2];
        return sum + bodies[0, 0].Velocity.X * bodies.Length;
    }

    [Differentiable]
    public static double GridOfPairs((double A, double B)[,] pairs, double x)
    {
        (double A, double B)[,] own = ((double A, double B)[,])pairs.Clone();
        pairs[1, 1].A = own[1, 1].B * x;
        Array.Clear(pairs);
        foreach ((double a, double b) in own)
        {
            x += a * b * x;
        }

        return x + pairs[1, 1].A;
    }

    [Differentiable]
    public static double ComplexGrid(Complex[,] z, double k)
    {
        Complex sum = Complex.Zero;
        for (int i = 0; i < 3; i++)
        {
            sum += z[i, 0] * z[0, i] * Complex.Exp(k * z[i, i]);
            z[i, 1] = sum;
        }

        return (double)(sum.Magnitude + z[1, 1].Real);
    }

    [Differentiable]
    public static double GridPassedOn(Point[,] points, double x) => SumOf(points, x) * SumOf(points, points[0, 0].X);

    private static double SumOf(Point[,] points, double x)
    {
        double sum = 0;
        foreach (Point point in points)
        {
            sum += point.X * x + point.Norm;
        }

        return sum;
    }

    private struct Field
    {
        public Planar[,] Cells;
        public double Weight;
    }

    private sealed class Sheet
    {
        private Planar[,] now;
        private Planar[,] next;

        public Sheet(int n, double x)
        {
            now = new Planar[n, n];
            next = new Planar[n, n];
            for (int i = 0; i < n; i++)
            {
                now[i, i] = new Planar(x, i);
            }
        }

        public Planar this[int i, int j]
        {
            get => now[i, j];
            set => now[i, j] = value;
        }

        public void Step(double k)
        {
            for (int i = 0; i < now.GetLength(0); i++)
            {
                for (int j = 0; j < now.GetLength(1); j++)
                {
                    next[i, j] = k * now[j, i] + now[i, j];
                }
            }

            (now, next) = (next, now);
        }
    }

    [Differentiable]
    public static double GridInAStruct(double[] x)
    {
        Field field;
        field.Cells = new Planar[2, 2];
        field.Weight = x[0];
        field.Cells[0, 1] = new Planar(x[1], x[2]);
        Field copy = field;
        copy.Cells[0, 1] = copy.Weight * copy.Cells[0, 1];
        copy.Weight = 2;
        return field.Cells[0, 1].X * copy.Weight * field.Weight + WeightOf(copy);
    }

    private static double WeightOf(Field field)
    {
        field.Weight *= 3;
        field.Cells[1, 1] = field.Weight * field.Cells[0, 1];
        return field.Cells[1, 1].SquaredNorm;
    }

    [Differentiable]
    public static double GridInATuple(double[] x)
    {
        (Planar[,] Cells, double Weight) t = (new Planar[2, 2], x[0]);
        t.Cells[0, 1] = new Planar(t.Weight, x[1]);
        var same = t;
        same.Cells[0, 1] += x[2] * same.Cells[0, 1];
        t.Weight = 3;
        (Planar[,] cells, double weight) = same;
        return t.Cells[0, 1].X * weight * t.Weight * cells[0, 1].Y;
    }

    [Differentiable]
    public static double GridsInAnObject(double[] x)
    {
        Sheet sheet = new(3, x[0]);
        sheet[0, 1] = new Planar(x[1], x[2]);
        sheet.Step(x[3]);
        Planar p = sheet[1, 0];
        sheet[1, 0] = new Planar(p.Y, p.X * x[4]);
        sheet.Step(x[5]);
        return sheet[0, 1].SquaredNorm + sheet[1, 0].X * sheet[2, 2].X;
    }

    [Differentiable]
    public static double BufferInAStruct(double[] x)
    {
        (Planar[] Row, double Weight) made = RowOf(x[0]);
        (Planar[] Row, double Weight) other = RowOf(x[1]);
        (Planar[] Row, double Weight) chosen = made;
        if (x[2] > 1)
        {
            chosen = other;
        }

        chosen.Row[1] = chosen.Weight * chosen.Row[1];
        return made.Row[1].X + other.Row[1].X * chosen.Row[1].Y;
    }

    private static (Planar[] Row, double Weight) RowOf(double v)
    {
        (Planar[] Row, double Weight) made;
        made.Row = new Planar[2];
        made.Weight = v;
        made.Row[1] = new Planar(v, v * v);
        return made;
    }

    [Differentiable]
    public static double GridGivenOut(double[] x)
    {
        GiveOut(out Planar[,] g, x[0]);
        Planar[,] first = g;
        GiveOut(out g, x[1]);
        return g[1, 0].Y * first[1, 0].X;
    }

    private static void GiveOut(out Planar[,] g, double v)
    {
        g = new Planar[2, 2];
        g[1, 0] = new Planar(v, v * v);
    }

    [Differentiable]
    public static double RowsOfStructs(double[] x)
    {
        Planar[][] rows = Triangle(3, x);
        Planar[] taken = rows[1];
        rows[1] = rows[2];
        rows[2] = taken;
        rows[2][1] = x[3] * rows[2][1];
        taken[0] = new Planar(x[4], rows[2][1].X);
        (rows[0], rows[1]) = (rows[1], rows[0]);
        ref Planar last = ref rows[0][2];
        rows[1] = rows[0];
        last += rows[1][0];
        double sum = rows[0].Length;
        foreach (Planar[] row in rows)
        {
            sum += NormOf(row, x[5]);
        }

        return sum * rows[1][2].Y;
    }

    private static Planar[][] Triangle(int n, double[] x)
    {
        Planar[][] rows = new Planar[n][];
        for (int i = 0; i < n; i++)
        {
            rows[i] = new Planar[i + 1];
            for (int j = 0; j <= i; j++)
            {
                rows[i][j] = new Planar(x[i] * (j + 1), x[j]);
            }
        }

        return rows;
    }

    private static double NormOf(Planar[] row, double scale)
    {
        double sum = 0;
        row[0] = scale * row[0];
        foreach (Planar p in row)
        {
            sum += p.SquaredNorm;
        }

        return sum;
    }

    [Differentiable]
    public static double RowsOfNodes(double[] x)
    {
        Node[][] rows = [new Node[2], new Node[1]];
        rows[0][1].Place = new Point(x[0], x[1]);
        rows[0][1].Mass += x[2];
        rows[1][0] = rows[0][1];
        rows[0][1].Mass *= rows[1][0].Place.Norm;
        rows[1] = rows[0];
        rows[1][0].Mass = rows[0][1].Mass * x[3];
        rows[0][1].Visits++;
        return rows[0][0].Mass * rows[1][1].Place.X * rows[1][1].Visits;
    }

    [Differentiable]
    public static double BodiesInRows(Body[][] bodies, double pull)
    {
        double energy = 0;
        foreach (Body[] row in bodies)
        {
            for (int j = 1; j < row.Length; j++)
            {
                Point apart = row[j].Position + -1 * row[j - 1].Position;
                energy += pull * row[j].Mass * apart.Norm;
            }
        }

        return energy * bodies[1][0].Velocity.X;
    }

    [Differentiable]
    public static double BodiesMovedInRows(Body[][] bodies, double[] pull)
    {
        double sum = 0;
        for (int i = 0; i < bodies.Length; i++)
        {
            for (int j = 1; j < bodies[i].Length; j++)
            {
                bodies[i][j].Velocity += pull[i] * bodies[i][j - 1].Position;
                bodies[i][j].Mass *= bodies[i][j - 1].Mass * bodies[i][j].Velocity.Y;
                sum += bodies[i][j].Mass;
            }
        }

        bodies[0][0] = bodies[2][4];
        return sum + bodies[0][0].Mass * bodies[0][0].Velocity.X;
    }

    [Differentiable]
    public static double RowsOfPairs((double A, double B)[][] pairs, double x)
    {
        for (int i = 0; i < pairs.Length; i++)
        {
            x += PairsOf(pairs[i], x) * pairs[i][0].B;
        }

        return x;
    }

    private static double PairsOf((double First, double Second)[] pairs, double x)
    {
        double sum = x;
        foreach ((double a, double b) in pairs)
        {
            sum += a * b;
        }

        return sum * pairs[0].First;
    }

    [Differentiable]
    public static double GridsOfBodiesChosenAndExchanged(Body[,] a, Body[,] b, double x)
    {
        Body[,] c = x > 1.2 ? a : b;
        for (int i = 0; i < 3; i++)
        {
            (a, b) = (b, a);
            c[i, 1].Position = a[0, i].Mass * b[i, 0].Velocity;
            if (c[i, 1].Position.X > 3)
            {
                return c[i, 1].Position.Y * x;
            }

            c[2, i].Mass *= x;
        }

        return a[2, 1].Mass + b[2, 2].Mass * c[1, 1].Position.Norm;
    }

    [Differentiable]
    public static double RowsOfBodiesUnderTwoNames(Body[][] a, double x)
    {
        Body[] row = a[1];
        Body[] same = a[1];
        row[0].Mass *= x;
        double s = same[0].Mass * a[1][0].Mass;
        for (int i = 0; i < a.Length; i++)
        {
            row = a[i];
            for (int j = 0; row[j].Mass < 1.5 && j < 2; j++)
            {
                row[j].Mass += row[j + 1].Mass * s;
                s *= 0.9;
            }
        }

        ref Point p = ref a[2][1].Position;
        p = s * p;
        return s * a[2][1].Position.X + row[0].Mass;
    }

    [Differentiable]
    public static double PairsExchangedBetweenGridAndRows((double A, double B)[,] p, (double A, double B)[][] q, double[] z)
    {
        foreach ((double a, double b) in p)
        {
            z[0] += a * b * z[1];
        }

        for (int i = 0; i < 3; i++)
        {
            (p[i, 0], q[i][1]) = (q[i][1], p[i, 0]);
            (p[i, 1].A, p[i, 1].B) = (p[i, 1].B, p[i, 1].A * q[i][0].B);
        }

        return z[0] + p[1, 0].A * q[2][1].B * p[2, 1].B;
    }

    [Differentiable]
    public static double RecursionOverAGridOfBodies(Body[,] a, double x) => DownAGridOfBodies(a, 2, x) + a[1, 1].Mass;

    private static double DownAGridOfBodies(Body[,] a, int i, double x)
    {
        if (i == 0)
        {
            return x;
        }

        a[i, 1].Mass *= a[i - 1, 1].Mass * x;
        return a[i, 1].Mass * 0.5 + DownAGridOfBodies(a, i - 1, x * a[i, 1].Position.X);
    }

    [Differentiable]
    public static double RecursionOverRowsOfBodies(Body[][] a, double x) => DownRowsOfBodies(a, 2, x) + a[1][1].Mass;

    private static double DownRowsOfBodies(Body[][] a, int i, double x)
    {
        if (i == 0)
        {
            return x;
        }

        a[i][1].Mass *= a[i - 1][1].Mass * x;
        return a[i][1].Mass * 0.5 + DownRowsOfBodies(a, i - 1, x * a[i][1].Position.X);
    }

    [Differentiable]
    public static double GridOfStructsThatIsAConstant(Bead[,] a, [NoGradient] Bead[,] b, double x)
    {
        for (int i = 0; i < 3; i++)
        {
            a[i, i].Kind += 2;
            a[i, 0].Speed *= b[0, i].Speed * a[i, i].Kind;
            b[i, 0].Mass = a[i, 0].Speed * x;
        }

        return b[1, 0].Mass * a[1, 0].Speed + a[2, 2].Mass;
    }

    [Differentiable]
    public static double GridReplacedWhileItIsGoneThrough(double[] x)
    {
        double[,] numbers = new double[2, 2];
        (double A, double B)[,] pairs = new (double A, double B)[2, 2];
        pairs[0, 1].B = x[4];
        double sum = 0;
        foreach (double number in numbers)
        {
            numbers[1, 1] += x[0];
            sum += number * x[1];
            numbers = new double[2, 2];
            numbers[1, 1] = 3;
        }

        foreach ((double a, double b) in pairs)
        {
            pairs[1, 1].A += x[2];
            sum += a * x[3] + b;
            pairs = new (double A, double B)[2, 2];
        }

        return sum + numbers[1, 1] + pairs[1, 1].A;
    }

    [Differentiable]
    public static double GridOfStructsOfStructs(double[] x)
    {
        (Point P, (double U, Counter C) T)[,] grid = new (Point P, (double U, Counter C) T)[2, 2];
        grid[0, 1].T.C.Amount = x[0];
        grid[0, 1].T.C.Grow(x[1]);
        grid[0, 1].T.U = grid[0, 1].T.C.Amount * x[2];
        grid[1, 0].T = grid[0, 1].T;
        grid[0, 1].P = new Point(grid[1, 0].T.U, x[3]);
        grid[1, 1] = grid[0, 1];
        grid[0, 1] = default;
        return grid[1, 1].P.Norm * grid[1, 0].T.C.Twice() + grid[1, 1].T.C.Steps * grid[1, 1].T.U + grid[0, 1].T.U;
    }
}
